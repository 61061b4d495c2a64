import type { Arguments, Artifact, Parameter, Template } from "../../compiler/argo/model.generated.ts";
import { hasLocationOrKey } from "./artifact-location.ts";
import { goJson } from "./go-json.ts";
import { refuse } from "./refusal.ts";
import { replaceLeniently } from "./replace-leniently.ts";

/** Who gives a template its inputs. */
export interface ArgumentsGiver {
  readonly parameter: (name: string) => Parameter | undefined;
  readonly artifact: (name: string) => Artifact | undefined;
}

/** Arguments as a step, a task or the workflow has them. */
export function givenArguments(given: Arguments | undefined): ArgumentsGiver {
  return {
    parameter: (name) => given?.parameters?.find((parameter) => parameter.name === name),
    artifact: (name) => given?.artifacts?.find((artifact) => artifact.name === name),
  };
}

/** A placeholder for whatever is asked for: so a template is looked at by itself. */
export function anyArguments(placeholder: () => string): ArgumentsGiver {
  return { parameter: (name) => ({ name, value: placeholder() }), artifact: (name) => ({ name }) };
}

/** The inputs with what the arguments give, each parameter's default where they give none. */
export function fillInputs(template: Template, given: ArgumentsGiver): Template {
  const parameters = template.inputs?.parameters?.map((parameter) => filled(parameter, given.parameter(parameter.name)));
  const artifacts = template.inputs?.artifacts?.map((artifact) => supplied(artifact, given.artifact(artifact.name)));
  return { ...template, inputs: { ...(parameters && { parameters }), ...(artifacts && { artifacts }) } };
}

function filled(input: Parameter, argument: Parameter | undefined): Parameter {
  const { value: own, valueFrom: ownFrom, ...rest } = input;
  const { value, valueFrom } = argument ?? { value: own ?? input.default, valueFrom: ownFrom };
  if (value === undefined && valueFrom?.configMapKeyRef === undefined) refuse(`inputs.parameters.${input.name} was not supplied`);
  const from = argument?.value === undefined ? valueFrom : undefined;
  return { ...rest, ...(value !== undefined && { value }), ...(from !== undefined && { valueFrom: from }) };
}

function supplied(input: Artifact, argument: Artifact | undefined): Artifact {
  if (argument !== undefined) {
    const { path, mode, recurseMode } = input;
    const { path: _path, mode: _mode, recurseMode: _recurseMode, ...rest } = argument;
    return {
      ...rest,
      ...(path !== undefined && { path }),
      ...(mode !== undefined && { mode }),
      ...(recurseMode && { recurseMode }),
    };
  }
  if (input.optional !== true && !hasLocationOrKey(input)) refuse(`inputs.artifacts.${input.name} was not supplied`);
  return input;
}

/** A template whose inputs are filled, with its tags replaced: those of the workflow first, then its own. */
export function substitute(template: Template, values: ReadonlyMap<string, string>): Template {
  const json = goJson(template, "template");
  if (!json.includes("{{")) return template;
  const first = replaceLeniently(json, values);
  const read = JSON.parse(first) as Template;
  return JSON.parse(replaceLeniently(first, new Map([...values, ...ownValues(read)]))) as Template;
}

function* ownValues({ inputs, outputs }: Template): Iterable<readonly [string, string]> {
  for (const { name, value } of inputs?.parameters ?? []) if (value !== undefined) yield [`inputs.parameters.${name}`, value];
  yield ["inputs.parameters", goJson(inputs?.parameters ?? [], "parameter")];
  for (const { name, path } of inputs?.artifacts ?? []) if (path) yield [`inputs.artifacts.${name}.path`, path];
  for (const { name, path } of outputs?.artifacts ?? []) if (path) yield [`outputs.artifacts.${name}.path`, path];
  for (const { name, valueFrom } of outputs?.parameters ?? [])
    if (valueFrom?.path) yield [`outputs.parameters.${name}.path`, valueFrom.path];
}
