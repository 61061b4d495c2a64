import type { Boundary } from "./boundary.ts";
import type { Controller } from "./controller.ts";
import { isFulfilled } from "./node-status.ts";

/** Whether nothing new may begin now: in a DAG or Steps node, or in the workflow. */
export function isFull(run: Controller, boundary: Boundary | undefined): boolean {
  const { parallelism } = run.submission.spec;
  if (parallelism !== undefined && run.nodes.activePods >= parallelism) return true;
  return boundary !== undefined && isFullInside(run, boundary);
}

function isFullInside(run: Controller, { node, template }: Boundary): boolean {
  const counts = run.nodes.countsOf(node);
  if (template.failFast === true && counts.unsuccessful > 0) {
    const known = run.nodes.get(node);
    if (counts.activePods === 0 && known !== undefined && !isFulfilled(known))
      run.mark(node, "Failed", "template has failed or errored children and failFast enabled");
    return true;
  }
  return template.parallelism !== undefined && counts.active >= template.parallelism;
}
