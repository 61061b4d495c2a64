import type { Template } from "../../compiler/argo/model.generated.ts";
import { longSleep } from "../../util/long-timeout.ts";
import { goDurationSeconds } from "./go-duration.ts";
import { endedNode, type NodeResult } from "./node-result.ts";
import type { RunState } from "./run-state.ts";

/** Waits as long as a suspend template says. One without a duration waits for a person and is refused before the run. */
export async function executeSuspend(state: RunState, template: Template): Promise<NodeResult> {
  const seconds = goDurationSeconds(template.suspend?.duration ?? "0");
  if (seconds === undefined) return endedNode("Error", `the duration "${template.suspend?.duration}" is none`);
  if (seconds > 0) await longSleep(seconds * 1000, state.signal);
  return state.signal.aborted ? endedNode("Failed", "workflow shutdown with strategy:  Terminate") : endedNode("Succeeded");
}
