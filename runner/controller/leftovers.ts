import type { Controller } from "./controller.ts";
import { isDone } from "./node-status.ts";

/**
 * An error of a call ends its group at once, though steps beside it still run; when these have ended too, nobody carries on what stands around
 * them. Argo leaves such nodes as they are; here every node of a workflow that has ended has ended.
 */
export function endLeftovers(run: Controller): void {
  for (const { name, phase } of [...run.nodes.all()].reverse())
    if (!isDone(phase) && !run.pods.has(name)) run.mark(name, "Failed", "the workflow had ended before it");
}
