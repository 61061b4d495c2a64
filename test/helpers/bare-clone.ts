import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sourceFolders } from "../../scripts/setup/dist-state.mjs";

const root = resolve(import.meta.dirname, "../..");

/** What came of a command. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Clone {
  readonly folder: string;
  readonly path: (...parts: readonly string[]) => string;
  readonly write: (file: string, text: string) => void;
  /** The folders in which `npm ci` was run. */
  readonly npmCalls: () => readonly string[];
  /** Runs `node scripts/setup.mjs` with these arguments. */
  readonly setup: (args: readonly string[], options?: SetupOptions) => Promise<Ended>;
  /** Runs the command `pipewright`. */
  readonly pipewright: (args: readonly string[], options?: SetupOptions) => Promise<Ended>;
  readonly remove: () => void;
}

export interface SetupOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The version that Node says it has. */
  readonly nodeVersion?: string;
  /** Called with the process id when the verb has printed something. */
  readonly whenItSpeaks?: (pid: number) => void;
}

/**
 * A clone as git leaves it: the setup scripts, a lock file, no node_modules. Its npm is played by a script that records the
 * folders it is called in, and installs nothing but a record of what it would have, or fails with the text of `FAKE_NPM_ERROR`.
 * The verb `generate` prints the Node that it runs on and ends with the exit code of its argument. Its build writes "built" to
 * a file and makes a command line of one line, which prints its arguments.
 */
export function bareClone(): Clone {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-clone-"));
  const path = (...parts: readonly string[]) => join(folder, ...parts);
  const write = (file: string, text: string) => writeFileSync(path(file), text);
  mkdirSync(path("scripts", "node"), { recursive: true });
  for (const name of ["setup.mjs", "setup"]) cpSync(join(root, "scripts", name), path("scripts", name), { recursive: true });
  const lock = { lockfileVersion: 3, packages: { "": {}, "node_modules/thing": { version: "1.0.0" } } };
  write("package.json", "{}");
  write("package-lock.json", JSON.stringify(lock));
  write("scripts/node/package-lock.json", JSON.stringify(lock));
  write("scripts/generate.ts", "console.log(process.version); process.exitCode = Number(process.argv[2] ?? 0);");
  for (const name of [...sourceFolders, "npm"]) mkdirSync(path(name));
  write("tsconfig.json", "{}");
  write("scripts/build.mjs", fakeBuild);
  cpSync(join(root, "cli/bin.mjs"), path("cli", "bin.mjs"));
  cpSync(join(import.meta.dirname, "fake-npm.cjs"), path("npm", "npm-cli.js"));
  return {
    folder,
    path,
    write,
    npmCalls: () => (existsSync(path("npm", "calls")) ? readFileSync(path("npm", "calls"), "utf8").trim().split("\n") : []),
    setup: (args, options = {}) => runIn(path, ["scripts/setup.mjs", ...args], options),
    pipewright: (args, options = {}) => runIn(path, ["cli/bin.mjs", ...args], options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const fakeBuild = `import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { stateOfSources } from "./setup/dist-state.mjs";
mkdirSync("dist", { recursive: true });
writeFileSync("dist/cli.js", "console.log(process.version, ...process.argv.slice(2)); process.exitCode = 5;");
writeFileSync("dist/.stamp.json", JSON.stringify(await stateOfSources()));
appendFileSync("npm/builds", "built\\n");
`;

function runIn(path: Clone["path"], args: readonly string[], options: SetupOptions): Promise<Ended> {
  const preload = options.nodeVersion === undefined ? [] : ["--require", join(import.meta.dirname, "other-node.cjs")];
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: path(),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      npm_execpath: path("npm", "npm-cli.js"),
      FAKE_NODE_VERSION: options.nodeVersion,
      ...options.env,
    },
  });
  return new Promise((done, fail) => {
    const said = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      said.stdout += chunk;
      options.whenItSpeaks?.(child.pid ?? 0);
    });
    child.stderr.on("data", (chunk) => (said.stderr += chunk));
    child.on("error", fail);
    child.on("close", (code, signal) => done({ code, signal, ...said }));
  });
}
