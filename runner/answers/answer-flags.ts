import type { QuestionParameter } from "./question.ts";

/** How the command line answers: `--answer go=YES`, or for what asks for nothing `--answer suspend`. */
export function answerFlags(task: string, parameters: readonly QuestionParameter[]): string {
  const asked = mostWanted(parameters);
  return asked.length === 0 ? `--answer ${task}` : asked.map((one) => `--answer ${assigned(one)}`).join(" ");
}

/** How `pipewright resume` answers: `-p go=YES`; empty for what asks for nothing. */
export const answerParams = (parameters: readonly QuestionParameter[]): string =>
  mostWanted(parameters)
    .map((one) => `-p ${assigned(one)}`)
    .join(" ");

/** What has no default, or else the first. */
function mostWanted(parameters: readonly QuestionParameter[]): readonly QuestionParameter[] {
  const wanted = parameters.filter(({ defaultText }) => defaultText === undefined);
  return wanted.length > 0 ? wanted : parameters.slice(0, 1);
}

const assigned = ({ name, choices }: QuestionParameter): string => `${name}=${choices?.[0] ?? "…"}`;
