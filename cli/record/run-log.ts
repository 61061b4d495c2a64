import { join } from "node:path";
import type { RunEvent } from "../../runner/event.ts";
import { holderOf } from "../../runner/run/run-lock.ts";
import { stepName } from "../../runner/run/step-name.ts";
import { followFile } from "./follow-file.ts";

/** A line that a step has printed. */
export interface LogLine {
  readonly step: string;
  /** When the runner got it, in milliseconds since the epoch; absent where only the text is known. */
  readonly time?: number;
  readonly stream?: "stdout" | "stderr";
  readonly line: string;
}

/** What all steps of a run have printed, in the order in which it came. @param follow wait for more until the run has ended */
export async function* runLog(folder: string, follow: boolean): AsyncGenerator<LogLine> {
  let workflow = "";
  let hasEnded = false;
  const templates = new Map<string, string>();
  const goesOn = (): boolean => follow && !hasEnded && holderOf(folder) !== undefined;
  for await (const text of followFile(join(folder, "events.jsonl"), goesOn)) {
    const event = parsed(text);
    if (event?.type === "run-started") workflow = event.workflow;
    if (event?.type === "run-finished") hasEnded = true;
    if (event?.type === "run-resumed") hasEnded = false;
    if (event?.type === "node-started") templates.set(event.node, event.templateName);
    if (event?.type !== "node-log") continue;
    const { node, time, stream, line } = event;
    yield { step: stepName(workflow, node, templates.get(node) ?? ""), time, stream, line };
  }
}

function parsed(text: string): RunEvent | undefined {
  try {
    return JSON.parse(text) as RunEvent;
  } catch {
    return undefined; // a line that a full disk has cut
  }
}
