import { durationSeconds } from "../../dsl/duration.ts";
import type { SuspendWork } from "../../dsl/work.ts";
import type { Template } from "../argo/model.generated.ts";
import type { LowerWork } from "./lower-work.ts";
import { callOptions } from "./options/template-options.ts";

/** A pause as a suspend template: it needs no pod. */
export const lowerSuspend: LowerWork<SuspendWork> = (task, { duration }, _keys, { templates }) =>
  templates.add(task.component.spec.name, { ...callOptions(task.options), ...suspendFor(duration) });

/** For a length of time, or until somebody resumes the run. A duration without a unit is in seconds. */
export function suspendFor(duration: SuspendWork["duration"]): Pick<Template, "suspend"> {
  const seconds = duration === undefined ? undefined : durationSeconds(duration);
  return { suspend: seconds === undefined ? {} : { duration: String(Math.ceil(seconds)) } };
}
