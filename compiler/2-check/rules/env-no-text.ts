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

const sources: ReadonlySet<unknown> = new Set(["secret-key", "config-map-key", "pod-field", "own-resource", "of-the-run"]);

function isValue(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string" || typeof value === "boolean") return true;
  return typeof value === "object" && value !== null && sources.has((value as { readonly kind?: unknown }).kind);
}
