import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Command } from "./command.ts";

/** A command that goes on, and prints something whenever a file changes. */
export interface Watching extends AsyncDisposable {
  /**
   * Writes a file.
   * @returns the seconds until the command has printed `expected`
   */
  readonly change: (file: string, text: string, expected: string) => Promise<number>;
}

/** Longer than this nobody waits for: a benchmark of a command that says nothing says nothing. */
const lateMilliseconds = 20_000;

/**
 * Starts a command and waits until it says that it is ready.
 * @throws when it ends before, or says nothing for long
 */
export async function startWatching({ args, cwd, env }: Command, ready: string): Promise<Watching> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  let said = "";
  let heard = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk;
      heard();
    });
  }
  const saying = (text: string) =>
    new Promise<void>((done, fail) => {
      const late = setTimeout(() => fail(new Error(`"${text}" was not said, but:\n${said}`)), lateMilliseconds);
      heard = () => {
        if (!said.includes(text)) return;
        clearTimeout(late);
        said = "";
        done();
      };
      heard();
    });
  const end = async (): Promise<void> => {
    child.kill("SIGINT");
    await ended;
  };
  try {
    await Promise.race([saying(ready), ended.then(() => Promise.reject(new Error(`It ended:\n${said}`)))]);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    change: async (file, text, expected) => {
      said = "";
      const started = performance.now();
      writeFileSync(file, text);
      await saying(expected);
      return (performance.now() - started) / 1000;
    },
    [Symbol.asyncDispose]: end,
  };
}
