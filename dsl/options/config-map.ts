/** One key of a ConfigMap. */
export interface ConfigMapKey {
  readonly kind: "config-map-key";
  readonly name: string;
  readonly key: string;
  /** Whether the pod starts without it. */
  readonly optional?: boolean;
}

/**
 * A value of a ConfigMap of the namespace.
 *
 * ```ts
 * load({}).with({ env: { LOG_LEVEL: configMap("settings", "log-level", { optional: true }) } });
 * ```
 *
 * Becomes `valueFrom: {configMapKeyRef: {name: settings, key: log-level, optional: true}}`.
 */
export function configMap(name: string, key: string, { optional }: { readonly optional?: boolean } = {}): ConfigMapKey {
  return Object.freeze({ kind: "config-map-key", name, key, ...(optional !== undefined && { optional }) });
}
