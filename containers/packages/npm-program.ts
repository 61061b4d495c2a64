import { existsSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve } from "node:path";

/** How npm is started. */
export interface NpmProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** Whether it is a script of Windows' shell. */
  readonly shell: boolean;
}

/**
 * npm as JavaScript for this very Node where it can be found, so that no shell and no npm.cmd comes between; else the one on the PATH.
 * @returns undefined when there is none
 */
export function npmProgram(env: NodeJS.ProcessEnv = process.env): NpmProgram | undefined {
  const cli = [env["npm_execpath"], ...besideNode()].find(
    (file) => file !== undefined && basename(file) === "npm-cli.js" && existsSync(file),
  );
  if (cli !== undefined) return { command: process.execPath, args: [cli], shell: false };
  const onWindows = process.platform === "win32";
  const name = onWindows ? "npm.cmd" : "npm";
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(delimiter);
  if (!folders.some((folder) => folder !== "" && existsSync(join(folder, name)))) return undefined;
  return { command: name, args: [], shell: onWindows };
}

function besideNode(): readonly string[] {
  const folder = dirname(process.execPath);
  return [join(folder, "node_modules/npm/bin/npm-cli.js"), resolve(folder, "../lib/node_modules/npm/bin/npm-cli.js")];
}
