import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";

export type StepProcess = ChildProcessByStdio<null, Readable, Readable>;

/** A Node program that is to run. */
export interface NodeProgram {
  readonly main: string;
  readonly flags: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts Node processes, and keeps one started ahead of time: a step's process is there when the step before it ends. The one
 * kept ahead has nothing loaded but Node; it gets its program, folder and environment when it is taken.
 */
export class NodeProcesses {
  readonly #env: NodeJS.ProcessEnv;
  #spare: StepProcess | undefined;
  #ended = false;

  /** @param env what every process has */
  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
    this.#prepare();
  }

  start({ main, flags, cwd, env }: NodeProgram): StepProcess {
    const spare = this.#spare;
    if (flags.length > 0 || spare === undefined || spare.exitCode !== null || !spare.connected) {
      return startNode([...flags, main], { ...this.#env, ...env }, cwd, "ignore");
    }
    this.#spare = undefined;
    spare.send({ main, cwd, env });
    setImmediate(() => this.#prepare());
    return spare;
  }

  /** Ends the process that was kept ahead. */
  end(): void {
    this.#ended = true;
    this.#spare?.kill("SIGKILL");
  }

  #prepare(): void {
    if (this.#ended || this.#spare !== undefined) return;
    const spare = startNode(["-e", waitForProgram], this.#env, undefined, "ipc");
    spare.on("error", () => undefined); // then the next step starts a process of its own
    spare.unref();
    this.#spare = spare;
  }
}

/** The code of a process that is kept ahead. It has its imports resolved when the message comes. */
const waitForProgram = `
const url = require("node:url");
["node:fs/promises", "node:crypto", "node:stream/promises", "node:zlib"].forEach(require);
process.once("message", ({ main, cwd, env }) => {
  process.disconnect();
  process.chdir(cwd);
  Object.assign(process.env, env);
  process.argv[1] = main;
  import(url.pathToFileURL(main).href);
});
process.once("disconnect", () => { if (process.argv[1] === undefined) process.exit(0); });
`;

function startNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string | undefined,
  channel: "ignore" | "ipc",
): StepProcess {
  return spawn(process.execPath, [...args], {
    ...(cwd !== undefined && { cwd }),
    detached: process.platform !== "win32", // a group of its own: Ctrl-C reaches the runner only, and a kill the step's own children
    stdio: channel === "ipc" ? ["ignore", "pipe", "pipe", "ipc"] : ["ignore", "pipe", "pipe"],
    env,
  }) as StepProcess;
}
