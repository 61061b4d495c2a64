import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Ended } from "./bare-clone.ts";

const root = resolve(import.meta.dirname, "../..");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** The packed package, installed beside TypeScript in an empty folder: what its users have. */
export interface InstalledPackage {
  readonly folder: string;
  /** Files of the tarball, relative to the package. */
  readonly files: readonly string[];
  readonly tarballBytes: number;
  readonly write: (file: string, text: string) => void;
  readonly run: (command: string, args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
  readonly remove: () => void;
}

/** Packs a copy of this checkout as `npm publish` would, and installs the tarball. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-package-"));
  const checkout = join(folder, "checkout");
  const project = join(folder, "project");
  copyCheckout(checkout);
  mkdirSync(project);
  const packed = await must(npm, ["pack", "--json", "--pack-destination", folder], checkout);
  const [tarball] = parsePacked(packed);
  if (tarball === undefined) throw new Error(`npm pack said ${packed}`);
  const { devDependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  const wanted = [join(folder, tarball.filename), `typescript@${devDependencies.typescript}`, `zod@${peerDependencies.zod}`];
  await must(npm, ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", ...wanted], project);
  return {
    folder: project,
    files: tarball.files.map(({ path }) => path),
    tarballBytes: tarball.size,
    write: (file, text) => {
      mkdirSync(resolve(project, file, ".."), { recursive: true });
      writeFileSync(join(project, file), text);
    },
    run: (command, args, env) => run(command, args, project, env),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** `npm pack --json` gives a list, or with newer versions an object by package name; prepack may print before it. */
function parsePacked(text: string): readonly Packed[] {
  const start = text.search(/^[[{]/m);
  return Object.values(JSON.parse(text.slice(start))) as Packed[];
}

/** The files that make up the package, with the installed packages of this checkout. */
function copyCheckout(to: string): void {
  const left = new Set([".git", ".cache", ".pipewright", "dist", "node_modules", "out", "shared", "test"]);
  mkdirSync(to);
  for (const name of readdirSync(root)) {
    if (!left.has(name))
      cpSync(join(root, name), join(to, name), { recursive: true, filter: (path) => !path.includes("node_modules") });
  }
  symlinkSync(join(root, "node_modules"), join(to, "node_modules"), "junction");
}

async function must(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args[0]} failed (${code}):\n${stderr}${stdout}`);
  return stdout;
}

/** Runs a program as from a shell of the user's own: nothing of this checkout's npm or Node options reaches it. */
function run(
  command: string,
  args: readonly string[],
  cwd: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|INIT_CWD|CI$)/.test(name)));
  return new Promise((done) => {
    execFile(
      command,
      args,
      { cwd, env: { ...env, ...extra }, shell: process.platform === "win32", maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        done({ code: error === null ? 0 : Number(error.code), signal: error?.signal ?? null, stdout, stderr });
      },
    );
  });
}
