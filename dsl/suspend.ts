import { addTask } from "./build/add-task.ts";
import type { AnyComponent } from "./component.ts";
import type { Duration } from "./duration.ts";
import { soundSpec } from "./shapes/sound-spec.ts";
import { duration } from "./shapes/value-shapes.ts";
import type { Task } from "./task.ts";

/**
 * Waits: for a length of time, or until somebody resumes the run.
 *
 * ```ts
 * const warmUp = suspend(minutes(5)).after(deployed);
 * smokeTest({ url }).after(warmUp);
 * ```
 *
 * Becomes a template with `suspend: { duration: "300" }`, which needs no pod. `argo resume` goes on before that, and
 * `pipewright run --answer suspend` here.
 */
export function suspend(length?: Duration | string): Task<unknown> {
  if (length !== undefined) soundSpec(length, duration, suspend);
  const component: AnyComponent = Object.freeze({
    kind: "component",
    spec: Object.freeze({ name: "suspend" }),
    work: Object.freeze({ kind: "suspend", ...(length !== undefined && { duration: length }) }),
  });
  return addTask(component, {}, suspend);
}
