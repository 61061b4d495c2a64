import type { AnyComponentSpec } from "../../../dsl/component.ts";
import type { Program } from "../../../dsl/foreign/work.ts";
import type { Place } from "../../../dsl/place.ts";
import type { Work } from "../../../dsl/work.ts";
import { remembered } from "../../../util/remembered.ts";
import type { Plan } from "../../plan/plan.ts";
import { tasksOf } from "../../plan/visit-plan.ts";

/** A step that the tasks of a plan use, and what it does. */
export interface StepOfWork<W extends Work> {
  readonly name: string;
  readonly spec: AnyComponentSpec;
  readonly work: W;
  /** Where it is defined. */
  readonly at: Place | undefined;
}

/** Thirty laws and more ask for the same few components of many tasks. */
const componentsIn = remembered((plan: Plan) => [...new Set(tasksOf(plan).map(({ component }) => component))]);

/** The steps whose work is of these kinds, each once, in the order of their first use. */
export function stepsOfKind<K extends Work["kind"]>(
  plan: Plan,
  ...kinds: readonly K[]
): readonly StepOfWork<Extract<Work, { readonly kind: K }>>[] {
  return componentsIn(plan)
    .filter(({ work }) => (kinds as readonly string[]).includes(work.kind))
    .map(({ spec, work, at }) => ({
      name: spec.name,
      spec,
      work: work as Extract<Work, { readonly kind: K }>,
      at,
    }));
}

/** All steps that are no code of ours. */
export const foreignSteps = (plan: Plan) =>
  stepsOfKind(plan, "container", "script", "container-set", "resource", "http", "template-ref", "raw");

/** A program of a step, and which. */
export interface NamedProgram {
  readonly program: Program;
  /** Begins what is said of its parts: nothing, or `containers "main" `. */
  readonly before: string;
}

/** The programs that a step's work starts. */
export function programsOf(work: Work): readonly NamedProgram[] {
  if (work.kind === "container" || work.kind === "script") return [{ program: work.program, before: "" }];
  if (work.kind !== "container-set") return [];
  return work.members.map((program) => ({ program, before: `containers "${program.name}" ` }));
}
