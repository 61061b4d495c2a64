import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type CliResult, pipewright, root } from "../../helpers/cli.ts";

/** A project of its own, in which a test runs, kills and goes on. */
export interface Project {
  readonly folder: string;
  /** Calls the command line there. */
  readonly call: (args: readonly string[]) => Promise<CliResult>;
  /** Starts it there, to be killed. */
  readonly start: (args: readonly string[], env?: Readonly<Record<string, string>>) => Started;
  /** The ids of its runs. */
  readonly runs: () => readonly string[];
  readonly runFolder: (id: string) => string;
}

export interface Started {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly printed: () => string;
  readonly ended: Promise<number | null>;
}

/** @param files pipelines of test/resume/pipelines, or manifests as text by their names */
export function makeProject(files: readonly (string | readonly [string, string])[], folder = newFolder()): Project {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(root, "node_modules", "zod"), join(folder, "node_modules", "zod"));
  symlinkSync(root, join(folder, "node_modules", "pipewright"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const file of files) {
    if (typeof file === "string") copyFileSync(join(root, "test/resume/pipelines", file), join(folder, basename(file)));
    else writeFileSync(join(folder, file[0]), file[1]);
  }
  const runsFolder = join(folder, ".pipewright", "runs");
  return {
    folder,
    call: (args) => pipewright(args, { cwd: folder, timeoutMilliseconds: 120_000 }),
    start: (args, env = {}) => start(args, folder, env),
    runs: () => readdirSync(runsFolder).toSorted(),
    runFolder: (id) => join(runsFolder, id),
  };
}

const newFolder = (): string => realpathSync(mkdtempSync(join(tmpdir(), "pipewright-resume-")));

function start(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [join(root, "cli", "bin.mjs"), ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  return {
    child,
    printed: () => printed,
    ended: new Promise((resolve) => child.once("exit", (code) => resolve(code))),
  };
}

/** Waits until something holds. */
export async function until<T>(what: string, look: () => T | undefined | false, seconds = 60): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} did not happen in ${seconds} s`);
}
