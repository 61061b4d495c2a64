import type { Duration } from "../duration.ts";
import type { Ref } from "../ref.ts";

/**
 * When an earlier result is taken instead of running again: same code, same image, same parameters, same contents of the inputs.
 *
 * ```ts
 * statistics({ examples }).with({ cache: { maxAge: days(30) } });
 * ```
 *
 * Becomes `memoize: {key: "{{= sprig.sha256sum(toJson([…])) }}", maxAge: 2592000s, cache: {configMap: {name: …}}}`.
 */
export interface Cache {
  /** How old a result may be. */
  readonly maxAge: Duration | string;
  /** Another word in the key: changing it forgets what was cached. */
  readonly version?: string;
  /** The ConfigMap, in the controller's namespace; without it one for each namespace, pipeline and component. */
  readonly configMap?: string;
}

/**
 * The cache of one task, with the author's own word for inputs of which nobody knows whether they are the same as before: what lies in a
 * store, and what a foreign step left.
 *
 * ```ts
 * const { rows, checksum } = exportRows();
 * train({ examples: rows }).with({ cache: { maxAge: days(30), digests: { examples: checksum } } });
 * train({ examples: stored(Examples, s3("rows/2026-01")) }).with({ cache: { maxAge: days(30), digests: { examples: "2026-01" } } });
 * ```
 */
export interface TaskCache extends Cache {
  /**
   * By input, what is another text or value whenever the input's contents are others: a version, a checksum. It stands in the key instead
   * of the digest.
   */
  readonly digests?: Readonly<Record<string, string | number | Ref<unknown>>>;
}
