// Functions of node:util that tfjs-node-gpu 4.22 calls: Node 23 took the first away and warns of the second.
"use strict";
const util = require("node:util");
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray = Array.isArray;
