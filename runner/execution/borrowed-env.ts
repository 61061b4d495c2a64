import type { EnvVar } from "../../compiler/argo/model.generated.ts";

/** The author's own environment, which stands in here for the Secrets and ConfigMaps of a cluster. */
export type OwnEnv = Readonly<Record<string, string | undefined>>;

/** The value of a variable that a cluster would get from somewhere else; undefined when the author has set none of that name. */
export const borrowed = ({ name, valueFrom }: EnvVar, own: OwnEnv): string | undefined =>
  valueFrom === undefined ? undefined : own[name];

/** What a container can't start without: variables from Secrets and ConfigMaps that nobody has set here. */
export function missingVariables(declared: readonly EnvVar[], own: OwnEnv): readonly string[] {
  return declared.flatMap((variable) => {
    const { name, valueFrom } = variable;
    const { secretKeyRef, configMapKeyRef } = valueFrom ?? {};
    const ref = secretKeyRef ?? configMapKeyRef;
    if (ref === undefined || ref.optional === true || borrowed(variable, own) !== undefined) return [];
    return [`${name} (from the ${secretKeyRef === undefined ? "ConfigMap" : "Secret"} "${ref.name}")`];
  });
}
