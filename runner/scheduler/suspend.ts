import { setTimeout as sleep } from "node:timers/promises";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { goDurationSeconds } from "./go-duration.ts";
import { endedNode, type NodeResult } from "./node-result.ts";
import type { RunState } from "./run-state.ts";

/** Waits as long as a suspend template says. One without a duration waits for a person and is refused before the run. */
export async function executeSuspend(state: RunState, template: Template): Promise<NodeResult> {
  const seconds = goDurationSeconds(template.suspend?.duration ?? "0");
  if (seconds === undefined) return endedNode("Error", `the duration "${template.suspend?.duration}" is none`);
  if (seconds > 0) await sleep(seconds * 1000, undefined, { signal: state.signal }).catch(() => undefined);
  return state.signal.aborted ? endedNode("Failed", "workflow shutdown with strategy:  Terminate") : endedNode("Succeeded");
}
