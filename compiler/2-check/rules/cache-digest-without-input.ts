import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** What is said of an input is said of an artifact that the step reads. */
export const cacheDigestWithoutInput: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name, digests, component, at, optionsAt }) => {
    const inputs = Object.keys(component.spec.inputs ?? {});
    return Object.keys(digests)
      .filter((input) => !inputs.includes(input))
      .map((input) => {
        const words = { owner: `Task "${name}"`, input, suggestion: didYouMean(input, inputs) };
        return problem("cache-digest-without-input", words, { at: optionsAt ?? at });
      });
  });
