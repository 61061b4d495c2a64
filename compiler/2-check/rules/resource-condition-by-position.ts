import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A condition asks for no entry of a list by its number: which one it is differs from object to object. */
export const resourceConditionByPosition: Rule = (plan) =>
  stepsOfKind(plan, "resource").flatMap(({ name, work, at }) =>
    [...work.success, ...work.failure]
      .filter(({ field }) => /(^|\.)\d+(\.|$)/.test(field))
      .map(({ field }) => problem("resource-condition-by-position", { step: name, field }, { at })),
  );
