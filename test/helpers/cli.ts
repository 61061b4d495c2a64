import { spawn } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds?: number;
  /** Called with each piece of standard output. */
  readonly onStdout?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the real command line, as a person would. */
export function pipewright(
  args: readonly string[],
  { cwd = root, env = {}, timeoutMilliseconds = 60_000, onStdout }: CliOptions = {},
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "cli", "bin.mjs"), ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMilliseconds,
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      onStdout?.(text, (signal) => child.kill(signal));
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}
