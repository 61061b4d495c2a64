import { templateTypes } from "../../argo/laws/template-types.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A template by hand is of one kind. */
export const rawTemplateKinds: Rule = (plan) =>
  stepsOfKind(plan, "raw").flatMap(({ name, work, at }) => {
    const found = templateTypes.filter(
      (type) => (work.template as Readonly<Record<string, unknown>> | null)?.[type] !== undefined,
    );
    const shown = found.length === 0 ? "none" : found.join(" and ");
    return found.length === 1
      ? []
      : [problem("raw-template-kinds", { step: name, found: shown, kinds: templateTypes.join(", ") }, { at })];
  });
