import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../calls-of.ts";
import type { Rule } from "../check.ts";

/** A task passes what its component has. The editor says the same; this is for JavaScript. */
export const unknownArgument: Rule = (plan) =>
  callsOf(plan).flatMap(({ callee, params, inputs, args, at }) => {
    const known = [...Object.keys(params), ...Object.keys(inputs)];
    return Object.keys(args)
      .filter((name) => !known.includes(name))
      .map((argument) => {
        const words = {
          argument,
          component: callee,
          suggestion: didYouMean(argument, known),
          known: known.join(", ") || "none",
        };
        return problem("unknown-argument", words, { at });
      });
  });
