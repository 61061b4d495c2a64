import type { FieldTerm } from "../../../dsl/foreign/work.ts";
import { labelValueProblem } from "../../argo/laws/kubernetes-names.ts";
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
        const why = listProblem(term) ?? selectorProblem(text);
        return why === undefined
          ? []
          : [problem("resource-condition-wrong", { step: name, which, condition: text, why }, { at })];
      }),
    ),
  );

/** A list is said value by value: in the text of the selector a value with a blank would be two. */
function listProblem(term: FieldTerm): string | undefined {
  if (!("values" in term)) return undefined;
  if (term.values.length === 0) return "the list has no values";
  const wrong = term.values.find((value) => labelValueProblem(value) !== undefined);
  return wrong === undefined ? undefined : `value "${wrong}": ${labelValueProblem(wrong)}`;
}
