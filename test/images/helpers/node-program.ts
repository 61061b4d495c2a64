import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Architecture } from "./base.ts";

const run = promisify(execFile);
const home = join(import.meta.dirname, "../../../scripts/node");
const packageOf = (architecture: Architecture) => `node-linux-${architecture === "amd64" ? "x64" : architecture}`;

interface Locked {
  readonly version: string;
  readonly integrity: string;
}

function locked(architecture: Architecture): Locked {
  const lock = JSON.parse(readFileSync(join(home, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> };
  return lock.packages[`node_modules/${packageOf(architecture)}`]!;
}

/** The version of Node for a platform that this project has locked for itself. */
export const nodeVersion = (architecture: Architecture): string => locked(architecture).version;

/** A root with nothing but Node's program: this checkout's own, or that of npm's package for the platform. */
export async function nodeProgram(architecture: Architecture, folder: string, path: string): Promise<string> {
  const root = join(folder, "root");
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  const own = join(home, "node_modules", packageOf(architecture));
  copyFileSync(existsSync(own) ? join(own, "bin/node") : await fromRegistry(architecture, folder), file);
  return root;
}

async function fromRegistry(architecture: Architecture, folder: string): Promise<string> {
  const { version, integrity } = locked(architecture);
  const name = `${packageOf(architecture)}@${version}`;
  await run("npm", ["pack", name, "--silent", "--prefer-offline", "--pack-destination", folder], { cwd: home });
  const archive = join(folder, readdirSync(folder).find((file) => file.endsWith(".tgz"))!);
  const found = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (found !== integrity) throw new Error(`${name} is not what the lock file says: ${found}`);
  await run("tar", ["-xzf", archive, "-C", folder, "package/bin/node"]);
  return join(folder, "package/bin/node");
}
