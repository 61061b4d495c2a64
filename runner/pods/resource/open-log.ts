import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Pod } from "../pod.ts";

/** What a step says that has no container. */
export interface OpenedLog {
  readonly line: (stream: "stdout" | "stderr", text: string) => void;
  readonly end: () => void;
}

/** Opens the log of a pod. What is said goes into its file, and to whoever listens. */
export async function openLog({ folder, events }: Pod): Promise<OpenedLog> {
  await mkdir(folder, { recursive: true });
  const file = createWriteStream(join(folder, "log"), { flags: "a" });
  file.on("error", () => undefined); // a full disk is told by the journal
  return {
    line: (stream, text) => {
      for (const line of text.split("\n")) {
        if (!file.destroyed) file.write(`${line}\n`);
        events.onLine(stream, line);
      }
    },
    end: () => file.end(),
  };
}
