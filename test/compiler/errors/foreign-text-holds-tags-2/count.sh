#!/bin/sh
f() { { echo "$$ $(date) ${HOME}"; } }
f }}
