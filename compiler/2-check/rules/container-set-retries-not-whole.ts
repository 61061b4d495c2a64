import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A process of a set is started again a whole number of times. */
export const containerSetRetriesNotWhole: Rule = (plan) =>
  stepsOfKind(plan, "container-set").flatMap(({ name, work: { retries }, at }) =>
    retries === undefined || (Number.isInteger(retries) && retries >= 0)
      ? []
      : [problem("container-set-retries-not-whole", { step: name, retries }, { at })],
  );
