import type { Artifact, Parameter, Template } from "../../compiler/argo/model.generated.ts";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { formatValue } from "../../compiler/expression/go/format-value.ts";
import { ControlError } from "./control-error.ts";
import type { NodeOutputs } from "./node-status.ts";
import { resolveArtifact, UnresolvedArtifact } from "./resolve-artifact.ts";
import type { LocalScope } from "./scope.ts";
import type { Tags } from "./substitute.ts";

/** The outputs of a DAG or of steps: what their tasks left, under names of their own. @throws ControlError for one that can't be determined */
export function templateOutputs({ outputs }: Template, scope: LocalScope, globals: Tags): NodeOutputs | undefined {
  if (outputs?.parameters === undefined && outputs?.artifacts === undefined) return undefined;
  const parameters = Object.fromEntries(
    (outputs.parameters ?? []).map((parameter) => [parameter.name, textOf(parameter, scope, globals)]),
  );
  const artifacts = (outputs.artifacts ?? []).flatMap((artifact) => locate(artifact, scope, globals));
  return {
    ...(outputs.parameters !== undefined && { parameters }),
    ...(artifacts.length > 0 && { artifacts }),
  };
}

function textOf({ name, valueFrom }: Parameter, scope: LocalScope, globals: Tags): string {
  if (valueFrom === undefined) throw new ControlError("output parameters must have a valueFrom specified");
  if (valueFrom.expression !== undefined && valueFrom.expression !== "") {
    const value = evaluate(valueFrom.expression, scope, globals, valueFrom.default);
    if (value !== null) return typeof value === "string" ? value : formatValue(value);
    if (valueFrom.default !== undefined) return valueFrom.default;
    throw new ControlError(`failed to evaluate expression ${JSON.stringify(valueFrom.expression)}`);
  }
  const reference = valueFrom.parameter ?? "";
  const key = reference.replace(/^\{\{\s*/, "").replace(/\s*\}\}$/, "");
  const value = scope.tags.get(key) ?? globals.get(key);
  if (value !== undefined && value !== null) return value;
  if (valueFrom.default !== undefined) return valueFrom.default;
  if (scope.tags.get(key) === null)
    throw new ControlError(
      `output parameter ${JSON.stringify(name)}: ${JSON.stringify(reference)} is an absent optional (skipped/omitted node output with no default)`,
    );
  throw new ControlError(`Unable to resolve: ${JSON.stringify(key)}`);
}

function evaluate(
  source: string,
  scope: LocalScope,
  globals: Tags,
  fallback: string | undefined,
): ReturnType<typeof evaluateExpression> {
  try {
    return evaluateExpression(source, argoEnvironment(new Map([...globals, ...scope.tags])));
  } catch (error) {
    if (fallback !== undefined) return fallback;
    throw error;
  }
}

function locate(artifact: Artifact, scope: LocalScope, globals: Tags): readonly Artifact[] {
  try {
    return [resolveArtifact(artifact, scope, globals)];
  } catch (error) {
    if (artifact.optional === true && error instanceof UnresolvedArtifact) return [];
    throw new ControlError(`unable to resolve outputs from scope: ${(error as Error).message}`);
  }
}
