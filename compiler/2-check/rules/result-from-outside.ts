import { problem } from "../../diagnostics/problem.ts";
import { sourcesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";
import { bodiesOf } from "../reads.ts";

/** A loop collects what tasks of its own body gave: anything else is the same for every item. */
export const resultFromOutside: Rule = (plan) => {
  const bodies = bodiesOf(plan);
  return forEachOf(plan).flatMap((loop) =>
    Object.entries(loop.results)
      .filter(([, arg]) => sourcesOf(arg).some((id) => bodies.get(id)?.includes(loop) === false))
      .map(([result]) => problem("result-from-outside", { result, loop: loop.name }, { at: loop.at })),
  );
};
