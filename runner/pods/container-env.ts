import type { EnvFromSource, EnvVar, ResourceRequirements, SecretKeySelector } from "../../compiler/argo/model.generated.ts";
import { expandDollars } from "./expand-dollars.ts";
import { fieldOf, type PodIdentity, resourceOf } from "./pod-identity.ts";
import type { OwnEnv, PodObjects } from "./pod-options.ts";

/** The part of a container that says its environment. */
export interface EnvSpec {
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly resources?: ResourceRequirements;
}

export interface EnvSources {
  readonly objects: PodObjects;
  readonly own: OwnEnv;
  readonly identity: PodIdentity;
}

export interface ContainerEnv {
  readonly env: Readonly<Record<string, string>>;
  /** What is not there; then the container can't start. */
  readonly missing: readonly MissingValue[];
}

export interface MissingValue {
  /** In Kubernetes' words: `secret "keys" not found`. */
  readonly words: string;
  /** In those of the author: `TOKEN (from the Secret "keys")`. */
  readonly shown: string;
}

/**
 * The environment of a container as Kubernetes makes it: first what whole ConfigMaps and Secrets bring, then variable by variable, each of
 * which may use those before it. What an object of the cluster would say is the author's own variable of that name.
 */
export function containerEnv(spec: EnvSpec, sources: EnvSources): ContainerEnv {
  const env: Record<string, string> = {};
  const missing: MissingValue[] = [];
  for (const { prefix = "", configMapRef, secretRef } of spec.envFrom ?? []) {
    for (const [kind, ref] of [["configmap", configMapRef] as const, ["secret", secretRef] as const]) {
      if (ref === undefined) continue;
      const data = dataOf(kind, ref.name, sources.objects);
      if (data === undefined && ref.optional !== true)
        missing.push({ words: `${kind} "${ref.name ?? ""}" not found`, shown: `all of the ${titles[kind]} "${ref.name ?? ""}"` });
      for (const [key, value] of Object.entries(data ?? {})) env[prefix + key] = value;
    }
  }
  for (const variable of spec.env ?? []) {
    const value = variableOf(variable, env, spec, sources);
    if (typeof value === "string") env[variable.name] = value;
    else if (value !== undefined) missing.push(value.missing);
  }
  return { env, missing };
}

const titles = { configmap: "ConfigMap", secret: "Secret" } as const;

type Found = string | { readonly missing: MissingValue } | undefined;

function variableOf(
  { name, value, valueFrom }: EnvVar,
  env: Readonly<Record<string, string>>,
  spec: EnvSpec,
  sources: EnvSources,
): Found {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom ?? {};
  if (valueFrom === undefined) return expandDollars(value ?? "", env);
  if (configMapKeyRef !== undefined) return keyOf("configmap", configMapKeyRef, name, sources);
  if (secretKeyRef !== undefined) return keyOf("secret", secretKeyRef, name, sources);
  if (resourceFieldRef !== undefined) return resourceOf(spec.resources, resourceFieldRef);
  const field = fieldRef === undefined ? undefined : fieldOf(sources.identity, fieldRef.fieldPath);
  return (
    field ??
    sources.own[name] ?? { missing: { words: `the variable ${name} is from a place that is not known here`, shown: name } }
  );
}

function keyOf(kind: "configmap" | "secret", ref: SecretKeySelector, variable: string, { objects, own }: EnvSources): Found {
  const data = dataOf(kind, ref.name, objects);
  if (data !== undefined && Object.hasOwn(data, ref.key)) return data[ref.key];
  const borrowed = own[variable];
  if (borrowed !== undefined || ref.optional === true) return borrowed;
  const words =
    data === undefined
      ? `${kind} "${ref.name ?? ""}" not found`
      : `couldn't find key ${ref.key} in ${titles[kind]} ${ref.name ?? ""}`;
  return { missing: { words, shown: `${variable} (from the ${titles[kind]} "${ref.name ?? ""}")` } };
}

export function dataOf(
  kind: "configmap" | "secret",
  name: string | undefined,
  objects: PodObjects,
): Readonly<Record<string, string>> | undefined {
  return kind === "secret" ? objects.secret(name ?? "") : objects.configMap(name ?? "");
}
