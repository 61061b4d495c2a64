import type { Body, BodySpec } from "./body.ts";
import { type Boundary, boundaryOf } from "./boundary.ts";
import { asControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import type { Invocation, Progress } from "./invocation.ts";
import { isFailure, isFulfilled } from "./node-status.ts";
import { outboundOf } from "./outbound.ts";
import { stopDaemons } from "./pod-stops.ts";
import { inputsOf } from "./process-args.ts";
import { type LocalScope, scopeOfInputs } from "./scope.ts";
import { StepGroup } from "./step-group.ts";
import { templateOutputs } from "./template-outputs.ts";

/** Runs groups of steps, one after the other; the steps of a group side by side. */
export class StepsBody implements Body {
  readonly #run: Controller;
  readonly #unit: Invocation;
  readonly #spec: BodySpec;
  readonly #boundary: Boundary;
  readonly #scope: LocalScope;
  readonly #groups: StepGroup[] = [];

  constructor(run: Controller, unit: Invocation, spec: BodySpec) {
    this.#run = run;
    this.#unit = unit;
    this.#spec = spec;
    this.#boundary = boundaryOf(spec.name, spec.template);
    this.#scope = scopeOfInputs(spec.template);
  }

  advance(): Progress {
    const run = this.#run;
    const { name, template, source, depth, isExit } = this.#spec;
    const known = run.nodes.get(name);
    if (known === undefined || known.phase === "Pending")
      run.initialize(this.#spec, "Steps", "Running", { template, inputs: inputsOf(template) });
    for (const [index, steps] of template.steps!.entries()) {
      this.#groups[index] ??= new StepGroup(run, this.#unit, {
        name: `${name}[${index}]`,
        displayName: `[${index}]`,
        steps,
        boundary: this.#boundary,
        scope: this.#scope,
        source,
        depth,
        after: index === 0 ? [] : [`${name}[${index - 1}]`],
        isExit,
      });
      const group = this.#groups[index];
      if (group.isDone) continue;
      this.#connect(index);
      const node = group.advance();
      if (!isFulfilled(node)) return { node: run.nodes.get(name)! };
      if (isFailure(node.phase)) return { node: this.#end("Failed", node.message) };
      try {
        group.addTo(this.#scope);
      } catch (error) {
        return this.#fail(error);
      }
    }
    try {
      const outputs = templateOutputs(template, this.#scope, run.outputs.tags);
      if (outputs !== undefined) {
        run.nodes.update(name, { outputs });
        run.outputs.say(template, outputs);
      }
    } catch (error) {
      return this.#fail(error);
    }
    return { node: this.#end("Succeeded", "") };
  }

  /** What does not come from a failed group is handed up as an error. */
  #fail(thrown: unknown): Progress {
    const error = asControlError(thrown);
    return { node: this.#end("Error", error.message), error };
  }

  #end(phase: "Succeeded" | "Failed" | "Error", message: string) {
    const { name } = this.#spec;
    this.#run.nodes.update(name, { outbound: this.#outbound() });
    const node = this.#run.mark(name, phase, message);
    stopDaemons(this.#run, name);
    return node;
  }

  #outbound(): readonly string[] {
    const last = this.#groups.findLast(({ spec }) => this.#run.nodes.get(spec.name) !== undefined);
    if (last === undefined) return [];
    const { children } = this.#run.nodes.get(last.spec.name)!;
    return children.length === 0 ? [last.spec.name] : children.flatMap((child) => outboundOf(child, this.#run));
  }

  /** Draws what comes before a group: the template, or the ends of the group before. */
  #connect(index: number): void {
    const { nodes } = this.#run;
    const { name } = this.#spec;
    const group = `${name}[${index}]`;
    if (index === 0) {
      nodes.addChild(name, group);
      return;
    }
    const before = nodes.get(`${name}[${index - 1}]`)!;
    if (before.children.length === 0) {
      nodes.addChild(before.name, group);
      return;
    }
    for (const child of before.children) for (const end of outboundOf(child, this.#run)) nodes.addChild(end, group);
  }
}
