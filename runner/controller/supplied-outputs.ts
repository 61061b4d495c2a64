import type { Template } from "../../compiler/argo/model.generated.ts";
import { ControlError } from "./control-error.ts";

/**
 * The outputs of a suspended node that goes on: what somebody answered, or the default of the output, or that of the input of its name.
 * @throws ControlError for one that nobody answered and that has no default
 */
export function suppliedOutputs(template: Template, answers: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const supplied = (template.outputs?.parameters ?? []).filter(({ valueFrom }) => valueFrom?.supplied !== undefined);
  return Object.fromEntries(
    supplied.map(({ name, valueFrom }) => {
      const input = template.inputs?.parameters?.find((one) => one.name === name);
      const value = answers.get(name) ?? valueFrom?.default ?? input?.default;
      if (value === undefined)
        throw new ControlError(`raw output parameter '${name}' has not been set and does not have a default value`);
      return [name, value];
    }),
  );
}
