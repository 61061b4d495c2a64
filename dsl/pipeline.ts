import type { z } from "zod";
import { Builder, runBody } from "./build/builder.ts";
import type { Params } from "./component.ts";
import type { PipelineNode } from "./nodes/pipeline-node.ts";
import { callerOf } from "./place.ts";
import { makeRef, type RefOf } from "./ref.ts";
import { refuse } from "./refuse.ts";
import type { Schedule } from "./schedule.ts";

/** What a pipeline is called, what a run can be told, and when the cluster runs it by itself. */
export interface PipelineSpec<P extends Params> {
  /** Lower-case words joined by hyphens; names the objects on the cluster. */
  readonly name: string;
  readonly description?: string;
  /** What a run is told, as zod schemas. With a schedule each needs a default. */
  readonly params?: P;
  readonly schedule?: Schedule;
}

/** The pipeline's parameters inside its body. */
export type ParamRefs<P extends Params> = { readonly [K in keyof P]: RefOf<z.output<P[K]>> };

/**
 * Describes a pipeline. The body runs once, now: it says which tasks there are and how their outputs flow.
 *
 * ```ts
 * export default pipeline({ name: "greet", params: { who: z.string().default("world") } }, ({ who }) => {
 *   const { greeting } = hello({ who });
 *   shout({ greeting });
 * });
 * ```
 *
 * Becomes a WorkflowTemplate, and a Workflow or a CronWorkflow that refers to it.
 */
export function pipeline<const P extends Params = {}>(spec: PipelineSpec<P>, body: (params: ParamRefs<P>) => void): PipelineNode {
  const at = callerOf(pipeline);
  const builder = new Builder();
  const params: Record<string, unknown> = {};
  for (const name of Object.keys(spec.params ?? {})) params[name] = makeRef({ kind: "parameter", name }, builder);
  const result: unknown = runBody(builder, () => body(Object.freeze(params) as ParamRefs<P>));
  if (result instanceof Promise) {
    result.catch(() => undefined);
    refuse("async-body", { pipeline: spec.name }, at);
  }
  return Object.freeze({
    kind: "pipeline",
    name: spec.name,
    ...(spec.description !== undefined && { description: spec.description }),
    params: Object.freeze({ ...spec.params }),
    ...(spec.schedule && { schedule: spec.schedule }),
    body: builder.finish(),
    ...(at && { at }),
  });
}
