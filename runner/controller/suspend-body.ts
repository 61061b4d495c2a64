import { goDurationSeconds } from "../go-duration.ts";
import type { Body, BodySpec } from "./body.ts";
import { ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import type { Invocation, Progress } from "./invocation.ts";
import { inputsOf } from "./process-args.ts";

/** Waits for as long as its template says, or until somebody answers. */
export class SuspendBody implements Body {
  readonly #run: Controller;
  readonly #unit: Invocation;
  readonly #spec: BodySpec;
  #isAsked = false;

  constructor(run: Controller, unit: Invocation, spec: BodySpec) {
    this.#run = run;
    this.#unit = unit;
    this.#spec = spec;
  }

  advance(): Progress {
    const run = this.#run;
    const { name, template } = this.#spec;
    const known = run.nodes.get(name);
    const node =
      known === undefined || known.phase === "Pending"
        ? run.initialize(this.#spec, "Suspend", "Running", { template, inputs: inputsOf(template) })
        : known;
    const until = this.#until(node.startedAt);
    if (until !== undefined && run.surroundings.now() >= until) return { node: run.resume(name, new Map(), template) };
    if (until !== undefined) run.wakeUnitAt(this.#unit, until);
    if (!this.#isAsked) {
      this.#isAsked = true;
      run.surroundings.ask({ node, template, until });
    }
    return { node };
  }

  #until(startedAt: number): number | undefined {
    const duration = this.#spec.template.suspend?.duration;
    if (duration === undefined || duration === "") return undefined;
    const seconds = goDurationSeconds(duration);
    if (seconds === undefined) throw new ControlError(`unable to parse suspend duration: ${JSON.stringify(duration)}`);
    return startedAt + seconds * 1000;
  }
}
