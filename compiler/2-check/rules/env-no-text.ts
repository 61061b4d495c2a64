import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** An environment variable is text, a number or a truth value, or comes from somewhere: a list or a record has no text. */
export const envNoText: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    variablesOf(options, task)
      .filter(({ value }) => !isValue(value))
      .map(({ name: variable }) => problem("env-no-text", { owner, variable }, { at })),
  );

function isValue(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return (
    typeof value === "string" || typeof value === "boolean" || (typeof value === "object" && value !== null && "kind" in value)
  );
}
