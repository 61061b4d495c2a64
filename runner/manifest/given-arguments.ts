import type { Arguments, Parameter, Workflow } from "../../compiler/argo/model.generated.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { RunError } from "../run-error.ts";
import type { Cluster } from "./cluster.ts";
import { specOf } from "./submit.ts";

/** A workflow with the values that a person has given for its arguments. @throws RunError as `givenArguments` */
export function withArguments(workflow: Workflow, cluster: Cluster, given: Readonly<Record<string, string>>): Workflow {
  const declared = specOf(workflow, cluster).arguments ?? {};
  return { ...workflow, spec: { ...workflow.spec, arguments: givenArguments(declared, given) } };
}

/**
 * A workflow's arguments with the values that a person has given.
 * @param given by name; they win over the manifest's
 * @throws RunError when a parameter is unknown, missing or outside its enum
 */
export function givenArguments(declared: Arguments, given: Readonly<Record<string, string>>): Arguments {
  const parameters = declared.parameters ?? [];
  const names = parameters.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    throw new RunError(
      "run-parameter-unknown",
      `The manifest has no parameter "${name}".${didYouMean(name, names)}`,
      names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`,
    );
  }
  if (parameters.length === 0) return declared;
  return { ...declared, parameters: parameters.map((parameter) => withValue(parameter, given[parameter.name])) };
}

function withValue(parameter: Parameter, given: string | undefined): Parameter {
  const value = given ?? parameter.value ?? parameter.default;
  if (value === undefined) {
    if (parameter.valueFrom !== undefined) return parameter;
    throw new RunError("run-parameter-missing", `Parameter "${parameter.name}" has no value.`, `Say it: -p ${parameter.name}=…`);
  }
  if (parameter.enum !== undefined && !parameter.enum.includes(value))
    throw new RunError(
      "run-parameter-wrong",
      `Parameter "${parameter.name}" wants one of ${parameter.enum.join(", ")}, got "${value}".${didYouMean(value, parameter.enum)}`,
    );
  return { ...parameter, value };
}
