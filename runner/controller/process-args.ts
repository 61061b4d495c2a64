import type { Arguments, Artifact, Parameter, Template } from "../../compiler/argo/model.generated.ts";
import { ControlError } from "./control-error.ts";
import { hasPlace, placeOf } from "./locate-artifact.ts";
import type { NodeInputs } from "./node-status.ts";
import { parametersJson } from "./parameters-json.ts";
import { joinTags, substitute, type Tags } from "./substitute.ts";

/** Reads a key of a ConfigMap of the manifest; undefined when it is not there. */
export type ConfigMapValue = (name: string, key: string) => string | undefined;

/**
 * Binds arguments to a template's inputs and replaces what can be replaced in it: first names of the workflow, then its inputs, in two passes,
 * so that tags inside of a value are replaced too.
 * @throws ControlError when an input is not supplied, or a tag is wrong
 */
export function processArgs(
  template: Template,
  given: Arguments,
  globals: Tags,
  local: Tags,
  configMap: ConfigMapValue,
): Template {
  const parameters = template.inputs?.parameters?.map((declared) => boundParameter(declared, given, configMap));
  const artifacts = template.inputs?.artifacts?.flatMap((declared) => boundArtifact(declared, given));
  const bound: Template = {
    ...template,
    ...(template.inputs !== undefined && {
      inputs: { ...template.inputs, ...(parameters && { parameters }), ...(artifacts && { artifacts }) },
    }),
  };
  const known = joinTags(globals, local);
  const first = substitute(bound, known, "none");
  return substitute(first, joinTags(known, inputTags(first)), "none");
}

function boundParameter(declared: Parameter, given: Arguments, configMap: ConfigMapValue): Parameter {
  const argument = given.parameters?.find(({ name }) => name === declared.name);
  const absent = argument !== undefined && isAbsent(argument);
  const value = absent ? undefined : (argument?.value ?? fromConfigMap(argument, configMap));
  const chosen = value ?? declared.value ?? fromConfigMap(declared, configMap) ?? declared.default;
  if (chosen === undefined)
    throw new ControlError(
      absent
        ? `inputs.parameters.${declared.name}: argument references an absent optional (skipped/omitted node output with no default)`
        : `inputs.parameters.${declared.name} was not supplied`,
    );
  const { valueFrom: _, ...rest } = declared;
  return { ...rest, value: String(chosen) };
}

/** An argument that is nothing but a reference to an output that is absent. */
const isAbsent = (argument: Parameter): boolean => argument.value === undefined && argument.valueFrom === undefined;

function fromConfigMap(parameter: Parameter | undefined, configMap: ConfigMapValue): string | undefined {
  const ref = parameter?.valueFrom?.configMapKeyRef;
  if (ref === undefined) return undefined;
  const { name = "", key } = ref;
  const value = configMap(name, key);
  if (value === undefined && parameter?.valueFrom?.default === undefined)
    throw new ControlError(
      `unable to retrieve inputs.parameters.${parameter?.name} from ConfigMap: ConfigMap '${name}' does not exist. Please make sure it has the label workflows.argoproj.io/configmap-type: Parameter to be detectable by the controller`,
    );
  return value ?? parameter?.valueFrom?.default;
}

function boundArtifact(declared: Artifact, given: Arguments): readonly Artifact[] {
  const argument = given.artifacts?.find(({ name }) => name === declared.name);
  if (argument !== undefined) {
    const { path, mode, recurseMode } = declared;
    const optional = argument.optional === true || (declared.optional === true && hasPlace(argument));
    return [
      {
        name: declared.name,
        ...placeOf(argument),
        ...(argument.subPath !== undefined && { subPath: argument.subPath }),
        ...(declared.archive !== undefined && argument.archive === undefined && { archive: declared.archive }),
        ...(path !== undefined && { path }),
        ...(mode !== undefined && { mode }),
        ...(recurseMode !== undefined && { recurseMode }),
        ...(optional && { optional }),
      },
    ];
  }
  if (hasPlace(declared)) return [declared];
  if (declared.optional === true) return [declared];
  throw new ControlError(`inputs.artifacts.${declared.name} was not supplied`);
}

/** The last pass, over what runs in a pod: a value that came with tags in it has them replaced. */
export const processPod = (template: Template, globals: Tags): Template =>
  substitute(template, joinTags(globals, inputTags(template)), "none");

function inputTags({ inputs, outputs }: Template): Tags {
  const parameters = inputs?.parameters ?? [];
  return new Map<string, string>([
    ...parameters.map(({ name, value }) => [`inputs.parameters.${name}`, value ?? ""] as const),
    ["inputs.parameters", parametersJson(parameters)],
    ...pathTags("inputs.artifacts", inputs?.artifacts),
    ...pathTags("outputs.artifacts", outputs?.artifacts),
    ...(outputs?.parameters ?? []).flatMap(({ name, valueFrom }) =>
      valueFrom?.path === undefined ? [] : [[`outputs.parameters.${name}.path`, valueFrom.path] as const],
    ),
  ]);
}

const pathTags = (prefix: string, artifacts: readonly Artifact[] = []): readonly (readonly [string, string])[] =>
  artifacts.flatMap(({ name, path }) => (path === undefined ? [] : [[`${prefix}.${name}.path`, path] as const]));

/** What a template was called with, as its node keeps it. */
export function inputsOf({ inputs }: Template): NodeInputs | undefined {
  const parameters = inputs?.parameters ?? [];
  const artifacts = inputs?.artifacts ?? [];
  if (parameters.length === 0 && artifacts.length === 0) return undefined;
  return {
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value ?? ""])) }),
    ...(artifacts.length > 0 && { artifacts }),
  };
}
