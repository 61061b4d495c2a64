import { problem } from "../../diagnostics/problem.ts";
import type { PlanStep } from "../../plan/plan.ts";
import { stepsOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { leftReads } from "../exits.ts";
import { type Body, bodiesAround } from "../reads.ts";

/** What an exit handler reads is an output that one pod of ours writes once in a run, under a name of its own. */
export const outputNotKeptForExit: Rule = (plan) => {
  const bodies = bodiesAround(plan);
  const steps = new Map(stepsOf(plan).map((step) => [step.id, step]));
  return leftReads(plan).flatMap(({ ref, at }) => {
    const step = steps.get(ref.task);
    const [reason, help] = reasonAgainst(step, bodies.get(ref.task) ?? []) ?? [];
    if (step === undefined || reason === undefined || help === undefined) return [];
    const related = step.at === undefined ? [] : [{ at: step.at, message: "the step" }];
    return [problem("output-not-kept-for-exit", { output: ref.output, task: step.name, reason, help }, { at, related })];
  });
};

function reasonAgainst(step: PlanStep | undefined, around: readonly Body[]): readonly [reason: string, help: string] | undefined {
  const repeated = around.find(({ kind }) => kind === "for-each" || kind === "repeat");
  const again = "Hand it to a component after the loop, and read what that gives.";
  if (repeated !== undefined) return [`runs again and again in "${repeated.name}"`, again];
  if (around.some(({ kind }) => kind === "exit")) return ["runs in an exit handler itself", "Put both into the same handler."];
  const handOn = "Hand it to a component of yours, and read what that gives.";
  if (step?.kind === "call")
    return [
      "is another pipeline and hands its results on only when all of it has succeeded",
      `Hand it to a component after the call and read what that gives, or write the handler into "${step.pipeline.name}".`,
    ];
  if (step?.kind === "repeat") return ["runs again and again", again];
  if (step?.kind !== "task" || step.component.work.kind !== "function") return ["is no component of yours", handOn];
  const { cache } = step.options;
  return cache === undefined || cache === false ? undefined : ["may take an earlier result from the cache", handOn];
}
