import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { sprigNames } from "../scope/function-names.ts";

/** Functions of sprig's that an expression calls are there. */
export const sprigFunctionUnknown: LintRule = ({ expressions, at }) =>
  expressions.flatMap(({ names, path, spotOf }) =>
    names.flatMap(({ steps, at: from }) => {
      const [root, name] = steps;
      if (root !== "sprig" || name === undefined || sprigNames.has(name)) return [];
      return [
        problem("sprig-function-unknown", { name, hint: didYouMean(name, [...sprigNames]) }, { at: at(path, spotOf(from)) }),
      ];
    }),
  );
