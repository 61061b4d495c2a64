import { Readable } from "node:stream";
import type { RunningContainer } from "./place.ts";

/** A container whose program could not be started: it has ended, with Argo's exit code for that. */
export function failedStart(message: string): RunningContainer {
  return {
    stdout: Readable.from([]),
    stderr: Readable.from([Buffer.from(`${message}\n`)]),
    ended: Promise.resolve({ exitCode: 64, message }),
    pid: () => undefined,
    signal: () => undefined,
    exec: async () => 1,
    ip: async () => "127.0.0.1",
  };
}
