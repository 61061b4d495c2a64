import type { Place } from "../../../dsl/place.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { givenNamesOf } from "../options/given-names.ts";

/** No two steps of a pipeline are given one name. */
export const stepNameTwice: Rule = (plan) => {
  const first = new Map<string, Place | undefined>();
  return givenNamesOf(plan).flatMap(({ name, at }) => {
    if (!first.has(name)) {
      first.set(name, at);
      return [];
    }
    const before = first.get(name);
    const related = before === undefined ? [] : [{ at: before, message: "the other one" }];
    return [problem("step-name-twice", { pipeline: plan.name, name }, { at, related })];
  });
};
