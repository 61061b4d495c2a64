import { problem } from "../../diagnostics/problem.ts";
import type { Plan } from "../../plan/plan.ts";
import { type LeafRef, plansOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { leavesRead } from "../exits.ts";

/** The handler of a called pipeline is a hook of the call: it knows how that ended, and nothing of the whole run. */
export const exitOfCalledPipeline: Rule = (plan) =>
  plansOf(plan)
    .filter((one) => one !== plan)
    .flatMap((called) =>
      called.exits.flatMap(({ steps, at }) => {
        const asked = new Set(leavesRead(steps).flatMap((ref) => tooMuch(ref, called)));
        return [...asked].map((what) => problem("exit-of-called-pipeline", { pipeline: called.name, what }, { at }));
      }),
    );

function tooMuch(ref: LeafRef, { exits }: Plan): readonly string[] {
  if ((ref.kind !== "ended" && ref.kind !== "left") || !exits.some(({ id }) => id === ref.scope)) return [];
  if (ref.kind === "left") return [`"${ref.output}" of a task`];
  if (ref.fact === "failures") return ["the failures"];
  return ref.fact === "duration" ? ["the duration"] : [];
}
