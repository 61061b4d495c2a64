import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/** A loop collects what its tasks gave: constants, items and conditions are known without a run. */
export const resultIsNoOutput: Rule = (plan) =>
  forEachOf(plan).flatMap((loop) =>
    Object.entries(loop.results)
      .filter(
        ([, arg]) =>
          arg.kind === "value" &&
          (arg.value.kind !== "ref" || (arg.value.ref.kind !== "output" && arg.value.ref.kind !== "collected")),
      )
      .map(([result]) => problem("result-is-no-output", { result, loop: loop.name }, { at: loop.at })),
  );
