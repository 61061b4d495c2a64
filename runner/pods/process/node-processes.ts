import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { markVariable } from "../../run/marked-processes.ts";
import { killGroup } from "../kill-group.ts";

export type StepProcess = ChildProcessByStdio<null, Readable, Readable>;

/** A Node program that is to run. */
export interface NodeProgram {
  readonly main: string;
  readonly flags: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where Node keeps what it compiled. */
  readonly compileCache: string;
}

/** Starts steps. */
export interface ProcessStarter {
  readonly start: (program: NodeProgram) => StepProcess;
  /** Ends what it has started and what it keeps. */
  readonly end: () => void;
}

/**
 * Starts Node processes, and keeps some started ahead of time: a step's process is there when the step before it ends. Those kept
 * ahead have nothing loaded but Node; they get program, folder and environment when they are taken.
 */
export class NodeProcesses implements ProcessStarter {
  readonly #env: NodeJS.ProcessEnv;
  readonly #ahead: number;
  readonly #spares: StepProcess[] = [];
  readonly #running = new Set<StepProcess>();
  readonly #onExit = () => {
    for (const child of this.#running) killGroup(child, "SIGKILL"); // no step outlives the runner, however it ends
  };
  #ended = false;

  /**
   * @param env what every process has
   * @param ahead how many are kept ahead
   */
  constructor(env: NodeJS.ProcessEnv, ahead: number) {
    this.#env = env;
    this.#ahead = ahead;
    process.on("exit", this.#onExit);
    this.#prepare();
  }

  start({ main, flags, cwd, env, compileCache }: NodeProgram): StepProcess {
    const started = this.#start({ main, flags, cwd, env, compileCache });
    this.#running.add(started);
    started.once("close", () => {
      this.#running.delete(started);
      this.#prepare();
    });
    return started;
  }

  #start({ main, flags, cwd, env, compileCache }: NodeProgram): StepProcess {
    const spare = flags.length === 0 ? this.#takeSpare() : undefined;
    const started = spare ?? startNode([...flags, "-e", waitForProgram], this.#env);
    started.send({ main, cwd, env, compileCache });
    setImmediate(() => this.#prepare());
    return started;
  }

  /** Ends the processes that were kept ahead. */
  end(): void {
    this.#ended = true;
    process.off("exit", this.#onExit);
    this.#onExit();
    for (const spare of this.#spares) spare.kill("SIGKILL");
  }

  #takeSpare(): StepProcess | undefined {
    for (let spare = this.#spares.shift(); spare !== undefined; spare = this.#spares.shift()) {
      if (spare.exitCode === null && spare.connected) return spare;
    }
    return undefined;
  }

  /** While there are as many steps as processes may wait, what starts now takes from their time. */
  #prepare(): void {
    while (!this.#ended && this.#running.size < this.#ahead && this.#spares.length < this.#ahead) {
      const spare = startNode(["-e", waitForProgram], this.#env);
      spare.on("error", () => undefined); // then a step starts a process of its own
      spare.unref();
      this.#spares.push(spare);
    }
  }
}

/**
 * The code of a process that waits for its program. The channel by which it comes stays open: it closes when the runner is gone, however it
 * went, and then nobody of the process's group is to live on.
 */
const waitForProgram = `
const { enableCompileCache } = require("node:module");
const { pathToFileURL } = require("node:url");
["node:fs/promises", "node:crypto", "node:stream/promises"].forEach(require);
process.once("disconnect", () => {
  if (process.platform !== "win32") process.kill(-process.pid, "SIGKILL");
  process.exit(1);
});
process.once("message", ({ main, cwd, env, compileCache }) => {
  process.channel.unref();
  enableCompileCache(compileCache);
  process.chdir(cwd);
  Object.assign(process.env, env);
  process.argv[1] = main;
  import(pathToFileURL(main).href);
});
`;

function startNode(args: readonly string[], env: NodeJS.ProcessEnv): StepProcess {
  return spawn(process.execPath, [...args], {
    detached: process.platform !== "win32", // a group of its own: Ctrl-C reaches the runner only, and a kill the step's own children
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env,
  }) as unknown as StepProcess;
}

/** What a container gets of this machine's environment: what a program can't live without, and ways through a proxy. */
const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];
const inherited = [
  markVariable,
  "PATH",
  "HOME",
  "TMPDIR",
  "TMP",
  "TEMP",
  "SystemRoot",
  "LANG",
  "NODE_EXTRA_CA_CERTS",
  ...proxies,
];

/** The environment of every step, before its own variables. */
export function baseEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(inherited.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
