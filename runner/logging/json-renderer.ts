import type { RunRenderer } from "./run-renderer.ts";

/** JSON Lines: every event as it is, one a line. JSON escapes control characters, so hostile log lines are harmless. */
export function jsonRenderer(write: (text: string) => void): RunRenderer {
  return {
    onEvent: (event) => write(`${JSON.stringify(event)}\n`),
    end: () => undefined,
  };
}
