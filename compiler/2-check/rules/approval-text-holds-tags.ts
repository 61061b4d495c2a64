import { problem } from "../../diagnostics/problem.ts";
import { answerTexts } from "../../waits/answer-texts.ts";
import { approvalsOf } from "../approvals-of.ts";
import type { Rule } from "../check.ts";

/** What Argo shows to people as it is holds nothing that Argo would replace. */
export const approvalTextHoldsTags: Rule = (plan) =>
  approvalsOf(plan).flatMap(({ task, answers }) =>
    answers.flatMap(([answer, schema]) => {
      const { defaultText, choices = [], description } = answerTexts(schema);
      const texts = [
        ["default", defaultText],
        ...choices.map((choice) => ["choice", choice] as const),
        ["description", description],
      ] as const;
      return texts.flatMap(([what, text]) => {
        const found = text === undefined ? undefined : harmfulIn(text);
        if (found === undefined) return [];
        return [problem("approval-text-holds-tags", { what, answer, step: task.name, found }, { at: task.at })];
      });
    }),
  );

/** What Argo would take for its own, or write into its JSON so that nobody can read it. */
function harmfulIn(text: string): string | undefined {
  if (text.includes("{{")) return "{{";
  const control = /[^\P{Cc}\n\t]/u.exec(text)?.[0];
  return control === undefined ? undefined : `U+${control.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
