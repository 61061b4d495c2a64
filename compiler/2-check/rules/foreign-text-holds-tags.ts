import { splitMarks } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import { workTexts } from "../../foreign/work-texts.ts";
import type { Rule } from "../check.ts";
import { foreignSteps } from "../foreign/foreign-of.ts";

/** The author's own text in a foreign step holds nothing that Argo would take for a tag. A template by hand may hold tags by hand. */
export const foreignTextHoldsTags: Rule = (plan) =>
  foreignSteps(plan)
    .filter(({ work }) => work.kind !== "raw")
    .flatMap(({ name, work, at }) =>
      workTexts(work)
        .filter(({ text }) => opensTag(text))
        .map(({ where }) => problem("foreign-text-holds-tags", { step: name, where }, { at })),
    );

/** Two braces in a row, or one right before a parameter, whose own tag would begin too early. */
function opensTag(text: string): boolean {
  const parts = splitMarks(text);
  return parts.some(
    (part, index) => typeof part === "string" && (part.includes("{{") || (part.endsWith("{") && index < parts.length - 1)),
  );
}
