import { jsonRenderer } from "../runner/logging/json-renderer.ts";
import { liveRenderer } from "../runner/logging/live-renderer.ts";
import { plainRenderer } from "../runner/logging/plain-renderer.ts";
import type { RunRenderer } from "../runner/logging/run-renderer.ts";
import { canRedraw } from "../runner/logging/terminal-style.ts";

interface Shown {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether the person at the terminal is asked: what is redrawn would draw over the questions. */
  readonly asks?: boolean;
}

/** How a run is shown: JSON Lines when asked, redrawn in a terminal, a line per happening in a pipe. */
export function rendererFor({ json, quiet, asks = false }: Shown): RunRenderer {
  const write = (text: string): void => void process.stdout.write(text);
  if (json) return jsonRenderer(write);
  if (quiet) return quietRenderer(write);
  return !asks && canRedraw(process.stdout, process.env) ? liveRenderer(process.stdout) : plainRenderer(write);
}

/** Only how it ended, and where the report is. */
function quietRenderer(write: (text: string) => void): RunRenderer {
  let ended = "";
  return {
    onEvent: (event) => {
      if (event.type === "run-finished") ended = event.message === "" ? event.phase : `${event.phase}: ${event.message}`;
    },
    end: (closing) => write(`${ended}${closing?.report === undefined ? "" : `  ${closing.report}`}\n`),
  };
}
