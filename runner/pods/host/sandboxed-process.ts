import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { exitCodeOf } from "../exit-code.ts";
import type { ContainerEnd, RunningContainer } from "../place.ts";
import { processTree } from "../process-tree.ts";
import { optionsDescriptor, statusDescriptor } from "./bwrap-options.ts";
import type { HostContainer } from "./host-container.ts";

/** Files and folders of a container get the permissions that its program asks for, as under Argo. */
const withoutUmask = ["/bin/sh", "-c", 'umask 0; exec "$@"', "sh"] as const;

/** A signal that comes before the program waits for it. */
const startMilliseconds = 20;

/** A program in a sandbox of its own, from its start to the end of all that it has started. */
export class SandboxedProcess implements RunningContainer {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly ended: Promise<ContainerEnd>;
  readonly #child: ChildProcess;
  readonly #container: HostContainer;
  #init: number | undefined;
  #programEnd: number | undefined;

  /**
   * @param bwrap the program
   * @param options its options for this container
   * @param command what to run inside
   */
  constructor(bwrap: string, options: readonly string[], command: readonly string[], container: HostContainer) {
    const [shell, ...shellArgs] = withoutUmask;
    this.#container = container;
    this.#child = spawn(shell, [...shellArgs, bwrap, "--args", String(optionsDescriptor), "--", ...command], {
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
      env: {},
      detached: true, // Ctrl-C reaches the runner only
    });
    const descriptor = this.#child.stdio[optionsDescriptor] as Writable;
    descriptor.on("error", () => undefined); // it could not be started
    descriptor.end(options.map((option) => `${option}\0`).join(""));
    this.stdout = this.#child.stdout!;
    this.stderr = this.#child.stderr!;
    this.#readStatus(this.#child.stdio[statusDescriptor] as Readable);
    this.ended = exitCodeOf(this.#child).then(
      (exitCode) => this.#endOf(exitCode),
      (error: NodeJS.ErrnoException) => ({ exitCode: 64, message: startProblem(error, command[0] ?? "") }),
    );
  }

  pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#init : undefined;
  }

  signal(signal: "SIGTERM" | "SIGKILL"): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const [init, ...others] = this.#init === undefined ? [] : processTree(this.#init);
    const programs = init !== undefined && signal === "SIGKILL" ? [init] : others; // all in a sandbox end with its first process
    for (const pid of programs) send(pid, signal);
    if (programs.length === 0) setTimeout(() => this.signal(signal), startMilliseconds); // nothing of it has started yet
  }

  async exec(command: readonly string[], timeoutSeconds: number): Promise<number> {
    const [init] = this.#init === undefined ? [] : processTree(this.#init);
    if (init === undefined) return 1;
    const spaces = ["--user", "--mount", "--pid", "--ipc", "--uts", "--preserve-credentials"];
    const args = ["--target", String(init), ...spaces, `--wd=${this.#container.workingDir}`, "--", ...command];
    const { LD_PRELOAD: _preload, LD_LIBRARY_PATH: _libraries, ...env } = this.#container.env; // nsenter is this machine's
    const child = spawn("nsenter", args, { env, stdio: "ignore", timeout: timeoutSeconds * 1000 });
    return exitCodeOf(child).catch(() => 1);
  }

  async ip(): Promise<string> {
    return "127.0.0.1";
  }

  #readStatus(status: Readable): void {
    let text = "";
    status.setEncoding("utf8");
    status.on("error", () => undefined);
    status.on("data", (part: string) => {
      text += part;
      this.#init = numberAfter(text, "child-pid") ?? this.#init;
      this.#programEnd = numberAfter(text, "exit-code") ?? this.#programEnd;
    });
  }

  /** Without an exit code of the program, bubblewrap itself has failed, and has said why. */
  #endOf(exitCode: number): ContainerEnd {
    if (this.#programEnd !== undefined) return { exitCode: this.#programEnd };
    if (this.#init !== undefined && exitCode > 128) return { exitCode };
    return this.#init === undefined || exitCode === 1
      ? { exitCode: 64, message: "the sandbox could not be started, see the log" }
      : { exitCode };
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended by itself
  }
}

const numberAfter = (json: string, key: string): number | undefined => {
  const [, digits] = new RegExp(`"${key}"\\s*:\\s*(\\d+)`).exec(json) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

function startProblem({ code, message }: NodeJS.ErrnoException, program: string): string {
  return code === "E2BIG"
    ? `failed to start command: fork/exec ${program}: argument list too long`
    : `failed to start command: fork/exec ${program}: ${message}`;
}
