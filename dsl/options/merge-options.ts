import { isObject } from "../shapes/shape.ts";
import type { CallOptions, TaskDefaults, TaskOptions } from "../task-options.ts";

/** Options that are records by name, or parts of a whole: the nearer one adds to the farther, key by key. */
const merged = [
  "resources",
  "env",
  "volumes",
  "mounts",
  "nodeSelector",
  "security",
  "labels",
  "annotations",
  "outputs",
  "podSpecPatch",
] as const satisfies readonly (keyof TaskOptions)[];

/**
 * Options as they hold in the end: `nearer` goes before `farther`. Records are merged key by key, everything else is replaced whole.
 *
 * ```ts
 * mergeOptions({ retry: 2, env: { A: "1" } }, { env: { B: "2" } }) // => { retry: 2, env: { A: "1", B: "2" } }
 * ```
 */
export function mergeOptions<O extends TaskDefaults | TaskOptions | CallOptions = TaskOptions>(
  farther: TaskDefaults | O,
  nearer: O,
): O {
  if (Object.keys(nearer).length === 0) return farther as O; // the same object for all that say nothing of their own
  const result: Record<string, unknown> = { ...farther, ...nearer };
  const [below, above]: readonly TaskOptions[] = [farther, nearer];
  for (const name of merged) {
    const [far, near] = [below![name], above![name]];
    if (far === undefined || near === undefined) continue;
    // what is no record is wrong, and stays what it is for the check to find
    if (isObject(far)) result[name] = isObject(near) ? Object.freeze({ ...far, ...near }) : near;
    else result[name] = far;
  }
  return Object.freeze(result) as O;
}
