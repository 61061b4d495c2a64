import type { Template } from "../../compiler/argo/model.generated.ts";
import type { QuestionParameter } from "./question.ts";

/** The outputs of a suspend template that a person supplies. The default is the output's, else that of the input of its name. */
export function questionParameters({ inputs, outputs }: Template): readonly QuestionParameter[] {
  return (outputs?.parameters ?? [])
    .filter(({ valueFrom }) => valueFrom?.supplied !== undefined)
    .map(({ name, valueFrom }) => {
      const input = inputs?.parameters?.find((one) => one.name === name);
      return {
        name,
        description: input?.description,
        defaultText: valueFrom?.default ?? input?.default,
        choices: input?.enum,
      };
    });
}
