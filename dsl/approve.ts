import { addTask } from "./build/add-task.ts";
import type { AnyComponent, OutputRefs, Params } from "./component.ts";
import type { Duration } from "./duration.ts";
import type { Ref } from "./ref.ts";
import { approvalShape } from "./shapes/pipeline-shapes.ts";
import { soundSpec } from "./shapes/sound-spec.ts";
import type { Task } from "./task.ts";

/** What a person is asked. */
export interface Approval<P extends Params> {
  /** What it is about; a text that is computed, too. */
  readonly message: string | Ref<string>;
  /** What is to be answered, as zod schemas. The default is the answer when the time is over. */
  readonly parameters?: P;
  /** How long the run waits. Then the defaults are the answers. */
  readonly timeout?: Duration | string;
}

/**
 * Waits for a person's answers. They are refs like any output of a task.
 *
 * ```ts
 * const release = approve({
 *   message: text`Release the model with AUC ${fitted.auc}?`,
 *   parameters: { go: z.enum(["YES", "NO"]).default("NO"), note: z.string().default("") },
 *   timeout: hours(12),
 * });
 * when(release.go.eq("YES"), () => register({ model: fitted.model, note: release.note }));
 * ```
 *
 * Becomes a template with `suspend` whose outputs are `valueFrom: { supplied: {} }`, and a DAG around it that turns what was typed into
 * values. Argo takes any text as an answer; one that its schema does not take fails the step. Answered in Argo's UI, by
 * `argo node set` and `argo resume`, and by `pipewright run --answer approve.go=YES` here.
 */
export function approve<const P extends Params = {}>(asked: Approval<P>): Task<OutputRefs<P>> {
  const { message, parameters, timeout } = soundSpec(asked, approvalShape, approve);
  const component = Object.freeze({
    kind: "component",
    spec: Object.freeze({
      name: "approve",
      ...(parameters && { outputs: Object.freeze({ ...parameters }) }),
    }),
    work: Object.freeze({ kind: "approve", ...(timeout !== undefined && { timeout }) }),
  });
  return addTask(component as unknown as AnyComponent, { message }, approve) as Task<OutputRefs<P>>;
}
