import { readFileSync } from "node:fs";
import { pipeline } from "pipewright";
import { say } from "../parts.ts";
import settings from "./settings.json" with { type: "json" };

// this module defines no component: it is loaded where the pipeline is compiled, and nowhere else
const text = readFileSync(new URL("settings.json", import.meta.url), "utf8");

export default pipeline({ name: "right" }, () => {
  say({ what: { text, settings } });
});
