import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";
import { isIdentifier } from "../identifier.ts";

/** What a loop collects has a name that Argo's expressions can say. */
export const resultName: Rule = (plan) =>
  forEachOf(plan).flatMap(({ name: loop, results, at }) =>
    Object.keys(results)
      .filter((name) => !isIdentifier(name))
      .map((result) => problem("result-name", { result, loop }, { at })),
  );
