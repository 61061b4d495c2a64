import { expressionWords } from "../argo/expression-words.ts";

/** The entry template, the exit handlers and what they run, and the next round of a repetition. */
export const ownStepNames: readonly string[] = ["main", "exit", "again", "on-success", "on-failure"];

/** Room for what loops, hooks and retries add to it. */
export const longestStepName = 50;

/** Why an author can't call a step so: RFC 1123, beginning with a letter, as `depends` wants it. */
export function stepNameProblem(name: string): string | undefined {
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) return "Kubernetes does not take it";
  if (name.length > longestStepName) return `it has ${name.length} characters`;
  if (expressionWords.has(name)) return "the word is an operator of Argo's expressions";
  return ownStepNames.includes(name) ? "the name is Pipewright's own" : undefined;
}
