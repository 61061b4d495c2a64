import { problem } from "../../diagnostics/problem.ts";
import { sourcesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";
import { bodiesAround } from "../reads.ts";

/** A loop collects what tasks of its own body gave: anything else is the same for every item. */
export const resultFromOutside: Rule = (plan) => {
  const bodies = bodiesAround(plan);
  return forEachOf(plan).flatMap((loop) =>
    Object.entries(loop.results)
      .filter(([, arg]) => {
        const sources = sourcesOf(arg);
        return sources.length > 0 && !sources.some((id) => bodies.get(id)?.some((body) => body.id === loop.id));
      })
      .map(([result]) => problem("result-from-outside", { result, loop: loop.name }, { at: loop.at })),
  );
};
