import { spawn } from "node:child_process";
import { basename } from "node:path";

/** A program as a person would start it. */
export interface Command {
  /** A path; the Node that the benchmarks run on if not said. */
  readonly program?: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Done before each run, and not timed: makes the program forget what it remembers. */
  readonly before?: () => void;
}

/**
 * Starts a command and waits for its end.
 *
 * @param watch called with the process id when it has started; what it returns is called at the end
 * @returns wall time in seconds
 * @throws when the command fails: a benchmark of something broken says nothing
 */
export function runCommand(command: Command, watch?: (pid: number) => () => void): Promise<number> {
  const { program = process.execPath, args, cwd, env, before } = command;
  before?.();
  const started = performance.now();
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const stopWatching = watch?.(child.pid ?? 0);
  let said = "";
  const keep = (chunk: Buffer) => {
    said = (said + chunk).slice(-4_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => {
      const seconds = (performance.now() - started) / 1000;
      stopWatching?.();
      if (code === 0) done(seconds);
      else fail(new Error(`${basename(program)} ${args.join(" ")} ended with exit code ${code}:\n${said}`));
    });
  });
}
