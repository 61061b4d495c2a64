import type { Body, BodySpec } from "./body.ts";
import { stepOfNode } from "./boundary.ts";
import { ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import type { Progress } from "./invocation.ts";
import { nodeTypeOf } from "./node-type.ts";
import { podNameOf, podNameProblem } from "./pod-name.ts";
import { inputsOf, processPod } from "./process-args.ts";

/** A template that runs as a pod: the controller orders it and waits. */
export class PodBody implements Body {
  readonly #run: Controller;
  readonly #spec: BodySpec;

  constructor(run: Controller, spec: BodySpec) {
    this.#run = run;
    this.#spec = spec;
  }

  advance(): Progress {
    const run = this.#run;
    const { name, template, isExit, boundary } = this.#spec;
    const known = run.nodes.get(name);
    if (known !== undefined && run.isOrdered(name)) return { node: known };
    if (known === undefined || known.waitsFor === undefined)
      run.initialize(this.#spec, nodeTypeOf(template), "Pending", { template, inputs: inputsOf(template) });
    if (!run.mayStart(isExit)) return { node: run.mark(name, "Failed", `workflow shutdown with strategy:  ${run.shutdown}`) };
    if (run.isPastDeadline() && !isExit) return { node: run.mark(name, "Failed", "Step exceeded its deadline") };
    const problem = template.http === undefined ? podNameProblem(podNameOf(run, template, name)) : undefined;
    if (problem !== undefined) return { node: run.mark(name, "Error", problem), error: new ControlError(problem) };
    run.order({
      node: name,
      template: processPod(template, run.outputs.tags),
      wantsResult: boundary?.readsResult(stepOfNode(name, boundary.node)) ?? false,
    });
    return { node: run.nodes.get(name)! };
  }
}
