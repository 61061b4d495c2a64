import type { TemplateType } from "../../compiler/argo/laws/template-types.ts";
import type { Artifact, Parameter, Template } from "../../compiler/argo/model.generated.ts";
import { checkPath } from "./check-inputs.ts";
import { checkPortNames, isParameter, isPortName, wrongPortName } from "./check-names.ts";
import { goJson } from "./go-json.ts";
import { type KnownNames, resolveAll } from "./known-names.ts";
import { inside, refuse } from "./refusal.ts";
import { isLeaf, typeName, typeOf } from "./template-type.ts";

/** Outputs have names of their own, tags that name something, and a source that their template has. */
export function checkOutputs(template: Template, names: KnownNames): void {
  const { name = "", outputs = {} } = template;
  const { parameters = [], artifacts = [] } = outputs;
  const at = `templates.${name}.outputs`;
  inside(`${at}.parameters `, () => checkPortNames(parameters));
  inside(`${at}.artifacts `, () => checkPortNames(artifacts));
  inside(`${at} `, () => resolveAll(goJson(outputs, "ports"), names));
  const leaf = isLeaf(template);
  for (const artifact of artifacts) {
    const place = `${at}.artifacts.${artifact.name}`;
    checkPath(place, artifact, leaf);
    checkGlobalName(place, artifact);
  }
  for (const parameter of parameters) {
    const place = `${at}.parameters.${parameter.name}`;
    checkSource(place, parameter);
    checkSourceOf(place, parameter, template);
    checkGlobalName(place, parameter);
  }
}

/** One source: a value, or one kind of `valueFrom`. */
function checkSource(at: string, { value, valueFrom }: Parameter): void {
  if (valueFrom !== undefined && value !== undefined) refuse(`${at} has both valueFrom and value specified, choose one`);
  if (value !== undefined) return;
  if (valueFrom === undefined) refuse(`${at} does not have valueFrom or value specified`);
  const { path, jqFilter, jsonPath, parameter, expression, supplied } = valueFrom;
  const kinds = [path, jqFilter, jsonPath, parameter, expression, supplied].filter((kind) => kind !== undefined && kind !== "");
  if (kinds.length === 0)
    refuse("valueFrom type unspecified. choose one of: path, jqFilter, jsonPath, parameter, raw, expression");
  if (kinds.length > 1) refuse("multiple valueFrom types specified. choose one of: path, jqFilter, jsonPath, parameter, raw");
}

/** The sources that some types need, and how the controller says so. */
const neededSource: Partial<
  Record<
    TemplateType,
    readonly [fields: readonly ("path" | "jqFilter" | "jsonPath" | "parameter" | "expression")[], words: string]
  >
> = {
  container: [["path"], ".path"],
  containerSet: [["path"], ".path"],
  script: [["path"], ".path"],
  resource: [["jqFilter", "jsonPath"], " .jqFilter or jsonPath"],
  dag: [["parameter", "expression"], ".parameter or expression"],
  steps: [["parameter", "expression"], ".parameter or expression"],
};

function checkSourceOf(at: string, { valueFrom }: Parameter, template: Template): void {
  const needed = neededSource[typeOf(template) ?? "suspend"];
  if (valueFrom === undefined || needed === undefined) return;
  const [fields, words] = needed;
  if (!fields.some((field) => valueFrom[field])) refuse(`${at}${words} must be specified for ${typeName(template)} templates`);
}

function checkGlobalName(at: string, { globalName }: Parameter | Artifact): void {
  if (globalName && !isParameter(globalName) && !isPortName(globalName)) refuse(`${at}.globalName: ${wrongPortName}`);
}
