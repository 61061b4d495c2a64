import type { Arguments, Artifact, Parameter } from "../../compiler/argo/model.generated.ts";
import { hasLocationOrKey } from "./artifact-location.ts";
import { checkPortNames } from "./check-names.ts";
import { inside, refuse } from "./refusal.ts";

/** Arguments have names of their own, values, and artifacts that are somewhere. */
export function checkArguments(at: string, { parameters = [], artifacts = [] }: Arguments = {}): void {
  inside(`${at}parameters`, () => checkPortNames(parameters));
  inside(`${at}artifacts`, () => checkPortNames(artifacts));
  for (const parameter of parameters) checkParameter(at + parameter.name, parameter);
  for (const artifact of artifacts) checkArtifact(at + artifact.name, artifact);
}

function checkParameter(at: string, { value, valueFrom, enum: choices }: Parameter): void {
  if (value === undefined && valueFrom === undefined) refuse(`${at}.value or ${at}.valueFrom is required`);
  if (valueFrom !== undefined) {
    const { configMapKeyRef, event, supplied, path, jsonPath, parameter, expression } = valueFrom;
    const isGiven = configMapKeyRef !== undefined || Boolean(event) || supplied !== undefined;
    if (!isGiven || path || jsonPath || parameter || expression)
      refuse(`${at}.valueFrom only allows: default, configMapKeyRef and supplied`);
  }
  if (choices === undefined) return;
  if (choices.length === 0) refuse(`${at}.enum should contain at least one value`);
  if (value === undefined) refuse(`${at}.value is required`);
  if (!choices.includes(value)) refuse(`${at}.value should be present in ${at}.enum list`);
}

function checkArtifact(at: string, artifact: Artifact): void {
  // An expression alone is no source here, only in outputs.
  if (!artifact.from && !hasLocationOrKey(artifact)) refuse(`${at}.from, artifact location, or key is required`);
  if (artifact.from && artifact.fromExpression) refuse(`${at} shouldn't have both \`from\` and \`fromExpression\` in Artifact`);
}
