import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { isBuilt } from "./dist-state.mjs";
import { findNode } from "./find-node.mjs";
import { isInstalled, stampInstalled } from "./installed.mjs";
import { npmCi } from "./npm.mjs";
import { inRoot, root } from "./root.mjs";
import { SetupError } from "./setup-error.mjs";
import { withLock } from "./with-lock.mjs";

/**
 * Brings about what a verb needs and gives the Node to run it with: a new enough Node, node_modules as package-lock.json
 * has it and, with `dist`, a build of the sources as they are. Costs some milliseconds when all is in place.
 */
export async function prepare({ dist }) {
  const node = await findNode();
  if (!isInstalled(root)) {
    await withLock(async () => {
      if (isInstalled(root)) return;
      await npmCi(root, "the project's dependencies");
      stampInstalled(root);
    });
  }
  linkCommand();
  if (dist && !(await isBuilt())) await withLock(async () => (await isBuilt()) || build(node));
  return node;
}

/** Puts the project's own command where npx looks first, so that `npx pipewright` in the clone is this clone's. */
function linkCommand() {
  const command = inRoot("node_modules", ".bin", "pipewright");
  if (existsSync(command)) return;
  try {
    mkdirSync(inRoot("node_modules", ".bin"), { recursive: true });
    if (process.platform === "win32") {
      writeFileSync(command, '#!/bin/sh\nexec node "$(dirname "$0")/../../cli/bin.mjs" "$@"\n');
      writeFileSync(`${command}.cmd`, '@node "%~dp0\\..\\..\\cli\\bin.mjs" %*\r\n');
    } else {
      chmodSync(inRoot("cli", "bin.mjs"), 0o755);
      symlinkSync("../../cli/bin.mjs", command);
    }
  } catch {
    // npx then finds the command through package.json, a little later
  }
}

function build(node) {
  return new Promise((done, fail) => {
    const child = spawn(node, [inRoot("scripts", "build.mjs")], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    child.stderr.on("data", (chunk) => (said += chunk));
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done() : fail(new SetupError(`The build failed.\n\n${said.trim()}`))));
  });
}
