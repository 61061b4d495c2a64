import type { QuestionParameter } from "./question.ts";

/** How the command line answers: `--answer go=YES`, or for what asks for nothing `--answer suspend`. */
export function answerFlags(task: string, parameters: readonly QuestionParameter[]): string {
  const wanted = parameters.filter(({ defaultText }) => defaultText === undefined);
  const asked = wanted.length > 0 ? wanted : parameters.slice(0, 1);
  if (asked.length === 0) return `--answer ${task}`;
  return asked.map(({ name, choices }) => `--answer ${name}=${choices?.[0] ?? "…"}`).join(" ");
}
