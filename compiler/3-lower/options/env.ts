import type { Env, EnvFrom, EnvSource } from "../../../dsl/options/env.ts";
import { encodeWire } from "../../../util/wire-form.ts";
import type { EnvFromSource, EnvVar, EnvVarSource } from "../../argo/model.generated.ts";

/** Kubernetes expands `$(NAME)` in values, and a doubled `$` is one. */
export const literal = (text: string): string => text.replaceAll("$", "$$$$");

/** The variable by which the harness gets text that would not arrive as it is; it sets `NAME` before the component runs. */
export const wiredEnvName = (name: string): string => `PIPEWRIGHT_ENV_${name}`;

/** The variables of a container that are known now; those of the run the task hands in. */
export function lowerEnv(env: Env | undefined, hasHarness: boolean): readonly EnvVar[] {
  return Object.entries(env ?? {}).flatMap(([name, value]): EnvVar[] => {
    if (isSource(value)) return [{ name, valueFrom: lowerSource(value) }];
    const text = String(value);
    // What stands between double braces Argo replaces in any text of a template; only the wire form has none.
    if (hasHarness && text.includes("{{")) return [{ name: wiredEnvName(name), value: encodeWire(text) }];
    return [{ name, value: literal(text) }];
  });
}

const sourceKinds = new Set(["secret-key", "config-map-key", "pod-field", "own-resource"]);

const isSource = (value: Env[string]): value is EnvSource =>
  typeof value === "object" && "kind" in value && sourceKinds.has(String(value.kind));

function lowerSource(source: EnvSource): EnvVarSource {
  switch (source.kind) {
    case "secret-key": {
      const { name, key, optional } = source;
      return { secretKeyRef: { name, key, ...(optional !== undefined && { optional }) } };
    }
    case "config-map-key": {
      const { name, key, optional } = source;
      return { configMapKeyRef: { name, key, ...(optional !== undefined && { optional }) } };
    }
    case "pod-field":
      return { fieldRef: { fieldPath: source.path } };
    case "own-resource": {
      const { resource, divisor } = source;
      return { resourceFieldRef: { resource, ...(divisor !== undefined && { divisor }) } };
    }
  }
}

/** Whole Secrets and ConfigMaps as variables. */
export function lowerEnvFrom(sources: readonly EnvFrom[] | undefined): { readonly envFrom?: readonly EnvFromSource[] } {
  if (sources === undefined || sources.length === 0) return {};
  const envFrom = sources.map((source): EnvFromSource => {
    const { prefix, optional } = source;
    const ref = { name: "secret" in source ? source.secret : source.configMap, ...(optional !== undefined && { optional }) };
    return { ...("secret" in source ? { secretRef: ref } : { configMapRef: ref }), ...(prefix !== undefined && { prefix }) };
  });
  return { envFrom };
}
