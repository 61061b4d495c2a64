/** One key of a Secret: a value that stands in no manifest. */
export interface SecretKey {
  readonly kind: "secret-key";
  readonly name: string;
  readonly key: string;
  /** Whether the pod starts without it. */
  readonly optional?: boolean;
}

/**
 * A value of a Secret of the namespace.
 *
 * ```ts
 * load({}).with({ env: { DB_PASSWORD: secret("warehouse", "password") } });
 * ```
 *
 * Becomes `valueFrom: {secretKeyRef: {name: warehouse, key: password}}`.
 */
export function secret(name: string, key: string, { optional }: { readonly optional?: boolean } = {}): SecretKey {
  return Object.freeze({ kind: "secret-key", name, key, ...(optional !== undefined && { optional }) });
}
