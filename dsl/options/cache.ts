import type { Duration } from "../duration.ts";

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
