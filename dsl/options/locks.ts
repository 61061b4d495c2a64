/** A lock that one holder has at a time. */
export interface Mutex {
  readonly kind: "mutex";
  readonly name: string;
  /** Another namespace whose holders count too. */
  readonly namespace?: string;
  /** Whether the lock is kept in the controller's database, for several clusters. */
  readonly database?: boolean;
}

/** A lock that several holders have at a time; how many, says a ConfigMap or the controller's database. */
export interface Semaphore {
  readonly kind: "semaphore";
  readonly limit: { readonly configMap: string; readonly key: string } | { readonly database: string };
  readonly namespace?: string;
}

/**
 * One at a time: others wait until the holder is done.
 *
 * ```ts
 * publish({ model }).with({ locks: [mutex("model-registry")] });
 * ```
 *
 * Becomes `synchronization: {mutexes: [{name: model-registry}]}`.
 */
export function mutex(name: string, options: { readonly namespace?: string; readonly database?: boolean } = {}): Mutex {
  return Object.freeze({ kind: "mutex", name, ...options });
}

/**
 * So many at a time as a ConfigMap of the namespace says.
 *
 * ```ts
 * query({}).with({ locks: [semaphore({ configMap: "limits", key: "warehouse" })] });
 * ```
 *
 * Becomes `synchronization: {semaphores: [{configMapKeyRef: {name: limits, key: warehouse}}]}`.
 */
export function semaphore(limit: Semaphore["limit"], options: { readonly namespace?: string } = {}): Semaphore {
  return Object.freeze({ kind: "semaphore", limit, ...options });
}

export type Lock = Mutex | Semaphore;
