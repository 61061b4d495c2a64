import { selectorProblem } from "../../argo/laws/label-selector.ts";
import { problem } from "../../diagnostics/problem.ts";
import { fieldTermText } from "../../foreign/field-term-text.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A condition on an object is what Argo can ask: label selectors on fields, with short values of few characters. */
export const resourceConditionWrong: Rule = (plan) =>
  stepsOfKind(plan, "resource").flatMap(({ name, work, at }) =>
    (["success", "failure"] as const).flatMap((which) =>
      work[which].flatMap((term) => {
        const text = fieldTermText(term);
        const why = emptyList(term) ?? selectorProblem(text);
        return why === undefined
          ? []
          : [problem("resource-condition-wrong", { step: name, which, condition: text, why }, { at })];
      }),
    ),
  );

const emptyList = (term: Parameters<typeof fieldTermText>[0]): string | undefined =>
  "values" in term && term.values.length === 0 ? "the list has no values" : undefined;
