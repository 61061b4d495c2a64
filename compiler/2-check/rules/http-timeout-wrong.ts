import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** How long a request may take is a whole number of seconds. */
export const httpTimeoutWrong: Rule = (plan) =>
  stepsOfKind(plan, "http")
    .filter(
      ({ work: { timeoutSeconds } }) => timeoutSeconds !== undefined && !(Number.isInteger(timeoutSeconds) && timeoutSeconds > 0),
    )
    .map(({ name, at }) => problem("http-timeout-wrong", { step: name }, { at }));
