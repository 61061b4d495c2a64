import { problem } from "../../diagnostics/problem.ts";
import { sourcesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/** A loop collects what its tasks gave, or what is computed from it: constants and items are known without a run. */
export const resultIsNoOutput: Rule = (plan) =>
  forEachOf(plan).flatMap((loop) =>
    Object.entries(loop.results)
      .filter(([, arg]) => arg.kind === "value" && sourcesOf(arg).length === 0)
      .map(([result]) => problem("result-is-no-output", { result, loop: loop.name }, { at: loop.at })),
  );
