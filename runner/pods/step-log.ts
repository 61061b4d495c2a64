import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { LineSplitter } from "./line-splitter.ts";

type OnLine = (stream: "stdout" | "stderr", line: string) => void;

/**
 * Keeps all that a process prints in a file, and tells it line by line.
 * @returns a function that closes the file and gives the error that kept it from being written, if there was one
 */
export function keepLog(
  process: { readonly stdout: Readable; readonly stderr: Readable },
  file: string,
  onLine: OnLine,
): () => Promise<Error | undefined> {
  const log = createWriteStream(file, { flags: "a" });
  const ended = finished(log).then(
    () => undefined,
    (error: Error) => error,
  );
  for (const stream of ["stdout", "stderr"] as const) {
    const lines = new LineSplitter((line) => onLine(stream, line));
    process[stream].on("data", (chunk: Buffer) => {
      lines.write(chunk);
      if (!log.destroyed) log.write(chunk);
    });
    process[stream].on("end", () => lines.end());
  }
  return () => {
    log.end();
    return ended;
  };
}
