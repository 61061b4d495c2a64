import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { moreInFile } from "../logging/log-limits.ts";
import { folderName } from "../run/artifact-key.ts";
import type { LogText } from "./report-run.ts";

/** Of a log that is longer than the events so much of its end is read. */
const maxTail = 256 * 1024;

/** Where the whole log of a node lies, seen from the run's folder; undefined when there is none. */
export function logFileOf(node: string, folder: string): string | undefined {
  const way = join("steps", folderName(node), "log");
  return folder !== "" && existsSync(join(folder, way)) ? way : undefined;
}

/** The logs of a run: of those that went on after the events had enough, the end that is in the step's own file. */
export async function withTails(logs: ReadonlyMap<string, LogText>, folder: string): Promise<ReadonlyMap<string, LogText>> {
  const whole = new Map(logs);
  for (const [node, log] of logs) {
    const way = log.lines.at(-1)?.line === moreInFile ? logFileOf(node, folder) : undefined;
    if (way === undefined) continue;
    const tail = await tailOf(join(folder, way)).catch(() => undefined);
    if (tail !== undefined) whole.set(node, asLog(tail, node, log));
  }
  return whole;
}

interface Tail {
  readonly lines: readonly string[];
  readonly bytesBefore: number;
}

async function tailOf(path: string): Promise<Tail> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytesBefore = Math.max(0, size - maxTail);
    const bytes = new Uint8Array(size - bytesBefore);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, bytesBefore);
    const lines = new TextDecoder()
      .decode(bytes.subarray(0, bytesRead))
      .replace(/\r?\n$/, "")
      .split("\n");
    return { lines: bytesBefore === 0 ? lines : lines.slice(1), bytesBefore };
  } finally {
    await file.close();
  }
}

function asLog({ lines, bytesBefore }: Tail, node: string, log: LogText): LogText {
  const time = log.lines.at(-1)!.time;
  const kept = lines.slice(-log.lines.length);
  return {
    lines: kept.map((line) => ({ type: "node-log", time, node, stream: "stdout", line })),
    numBefore: lines.length - kept.length,
    ...(bytesBefore > 0 && { bytesBefore }),
  };
}
