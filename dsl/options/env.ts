import type { Ref } from "../ref.ts";
import type { ConfigMapKey } from "./config-map.ts";
import type { SecretKey } from "./secret.ts";

/** A field of the pod itself. */
export interface PodField {
  readonly kind: "pod-field";
  readonly path: string;
}

/** An amount of resources that the container has. */
export interface OwnResource {
  readonly kind: "own-resource";
  readonly resource: string;
  /** The unit of the number: `"1Mi"` gives mebibytes. */
  readonly divisor?: string;
}

/** The value of an environment variable that is known when the pipeline is compiled. Numbers and truth values become their text. */
export type ConstantEnv = string | number | boolean;

/** Where a value comes from when the pod starts. */
export type EnvSource = SecretKey | ConfigMapKey | PodField | OwnResource;

/** Variables of a default: the same for every run. */
export type SharedEnv = Readonly<Record<string, ConstantEnv | EnvSource>>;

/** Variables of one task: a ref is a parameter of the pipeline or what another task gave; its text, or else its JSON. */
export type Env = Readonly<Record<string, ConstantEnv | EnvSource | Ref<unknown>>>;

/** All keys of a ConfigMap or a Secret as variables, each with `prefix` before its name. */
export type EnvFrom = ({ readonly configMap: string } | { readonly secret: string }) & {
  readonly prefix?: string;
  readonly optional?: boolean;
};

/**
 * A field of the pod as an environment variable: its name, its node, a label.
 *
 * ```ts
 * train({}).with({ env: { NODE: podField("spec.nodeName"), TEAM: podField("metadata.labels['team']") } });
 * ```
 *
 * Becomes `valueFrom: {fieldRef: {fieldPath: spec.nodeName}}`.
 */
export const podField = (path: string): PodField => Object.freeze({ kind: "pod-field", path });

/**
 * What the container may use, as an environment variable.
 *
 * ```ts
 * train({}).with({ env: { MEMORY_MIB: ownResource("limits.memory", { divisor: "1Mi" }) } });
 * ```
 *
 * Becomes `valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}`.
 */
export function ownResource(resource: string, { divisor }: { readonly divisor?: string } = {}): OwnResource {
  return Object.freeze({ kind: "own-resource", resource, ...(divisor !== undefined && { divisor }) });
}
