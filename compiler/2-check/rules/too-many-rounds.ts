import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { bodiesAround } from "../reads.ts";
import { repeatsOf } from "../repeats-of.ts";

/** Argo ends a run whose templates call one another 100 deep; ten are left for what stands around a repetition. */
const most = 90;

/** A repetition ends after a number of rounds that Argo can count: a whole one, of at most 90 with those around it. */
export const tooManyRounds: Rule = (plan) => {
  const around = bodiesAround(plan);
  const repeats = new Map(repeatsOf(plan).map((step) => [step.id, step]));
  return [...repeats.values()].flatMap(({ id, name, max, at }) => {
    const outer = (around.get(id) ?? []).reduce((sum, body) => sum + (repeats.get(body.id)?.max ?? 1), 0);
    const limit = Math.max(1, most - outer);
    return Number.isInteger(max) && max >= 1 && max <= limit
      ? []
      : [problem("too-many-rounds", { step: name, max, limit }, { at })];
  });
};
