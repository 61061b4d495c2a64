import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A task passes what its component has. The editor says the same; this is for JavaScript. */
export const unknownArgument: Rule = (plan) =>
  allTasks(plan.steps).flatMap(({ component: { spec }, args, at }) => {
    const known = [...Object.keys(spec.params ?? {}), ...Object.keys(spec.inputs ?? {})];
    return Object.keys(args)
      .filter((name) => !known.includes(name))
      .map((argument) => {
        const words = {
          argument,
          component: spec.name,
          suggestion: didYouMean(argument, known),
          known: known.join(", ") || "none",
        };
        return problem("unknown-argument", words, { at });
      });
  });
