import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A script has something to run. */
export const scriptWithoutSource: Rule = (plan) =>
  stepsOfKind(plan, "script")
    .filter(({ work: { source } }) => typeof source === "string" && source.trim() === "")
    .map(({ name, at }) => problem("script-without-source", { step: name }, { at }));
