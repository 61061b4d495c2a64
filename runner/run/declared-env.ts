import type { Template } from "../../compiler/argo/model.generated.ts";

/** Our own components get their parameters by variables, which are told as parameters. */
const parameterPrefix = "PIPEWRIGHT_PARAM_";

/**
 * The environment that a template declares for its main container, by name. What lies in a Secret or a ConfigMap is told by its place: its
 * value is nobody's business here.
 */
export function declaredEnv({ container, script }: Template): Readonly<Record<string, string>> {
  const declared = (container ?? script)?.env ?? [];
  const told = declared.flatMap(({ name, value, valueFrom }): [string, string][] => {
    if (name.startsWith(parameterPrefix)) return [];
    if (valueFrom?.secretKeyRef !== undefined)
      return [[name, `secret ${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`]];
    if (valueFrom?.configMapKeyRef !== undefined)
      return [[name, `configmap ${valueFrom.configMapKeyRef.name}/${valueFrom.configMapKeyRef.key}`]];
    return valueFrom === undefined ? [[name, value ?? ""]] : [];
  });
  return Object.fromEntries(told);
}
