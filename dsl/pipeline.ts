import type { z } from "zod";
import type { ArtifactType } from "./artifact.ts";
import { addCall } from "./build/add-call.ts";
import { Builder, runBody } from "./build/builder.ts";
import { type ResultRefs, type ReturnedResults, returnedResults } from "./build/results.ts";
import type { CallArgs } from "./call-args.ts";
import type { Inputs, Params } from "./component.ts";
import type { PipelineNode } from "./nodes/pipeline-node.ts";
import type { PipelineOptions } from "./pipeline-options.ts";
import { callerOf } from "./place.ts";
import { type ArtifactRef, makeArtifactRef, makeRef, type Ref, type RefOf } from "./ref.ts";
import { formOfSchema } from "./refs/value-form.ts";
import { refuse } from "./refuse.ts";
import type { Schedule } from "./schedule.ts";
import { pipelineShape } from "./shapes/pipeline-shapes.ts";
import { isObject } from "./shapes/shape.ts";
import { soundSpec } from "./shapes/sound-spec.ts";
import type { Step } from "./task.ts";
import type { CallOptions, TaskDefaults } from "./task-options.ts";

/** What a pipeline is called, what a run can be told, and when the cluster runs it by itself. */
export interface PipelineSpec<P extends Params, I extends Inputs = {}> {
  /** Lower-case words joined by hyphens; names the objects on the cluster. */
  readonly name: string;
  readonly description?: string;
  /** What a run is told, as zod schemas. With a schedule each needs a default. */
  readonly params?: P;
  /** Artifacts that it gets from the pipeline which calls it; one with inputs can't be run by itself. */
  readonly inputs?: I;
  readonly schedule?: Schedule;
  /** How its tasks run, unless they say otherwise by `.with(...)`. */
  readonly defaults?: TaskDefaults;
  /** What a whole run has: how long it is kept, what it may use, who it is. */
  readonly options?: PipelineOptions;
}

/** A pipeline's parameters and inputs inside its body. */
export type PipelineRefs<P extends Params, I extends Inputs> = { readonly [K in keyof P]: RefOf<z.output<P[K]>> } & {
  readonly [K in keyof I]: I[K] extends ArtifactType<infer Name> ? ArtifactRef<Name> : never;
};

/** A use of a pipeline in another: refs to what its body returned, `.with(...)` and `.after(...)`; of a body that returned one ref, that alone. */
export type Call<Refs> = Refs extends ArtifactRef | Ref<unknown>
  ? Refs & Step
  : Refs &
      Step & {
        /**
         * Says how the tasks inside run, those of pipelines that it calls too. It goes before their pipelines' defaults, and what a task says of
         * itself goes before it.
         *
         * ```ts
         * prepare({ source }).with({ retry: 5, nodeSelector: { disk: "fast" } });
         * ```
         */
        with(options: CallOptions): Call<Refs>;
        /** Starts it only after the given steps. */
        after(...steps: readonly Step[]): Call<Refs>;
      };

/** A pipeline: what is compiled and run, and, called inside the body of another one, a step of that. */
export interface Pipeline<P extends Params, I extends Inputs, R> extends PipelineNode {
  <const Given extends Readonly<Record<keyof I, unknown>>>(...given: CallArgs<P, I, Given>): Call<ResultRefs<R>>;
}

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
 * Becomes a WorkflowTemplate, and a Workflow or a CronWorkflow that refers to it. Called in the body of another pipeline it becomes a
 * DAG template there, whose outputs are what the body returned:
 *
 * ```ts
 * const prepare = pipeline({ name: "prepare", params: { source: z.string() } }, ({ source }) => {
 *   const { examples } = ingest({ source });
 *   return { examples };
 * });
 * export default pipeline({ name: "compare" }, () => {
 *   judge({ left: prepare({ source: "a.csv" }).examples, right: prepare({ source: "b.csv" }).examples });
 * });
 * ```
 */
export function pipeline<const P extends Params = {}, const I extends Inputs = {}, R = void>(
  spec: PipelineSpec<P, I>,
  body: (given: PipelineRefs<P, I>) => R,
): Pipeline<P, I, R> {
  soundSpec(spec, pipelineShape, pipeline);
  const at = callerOf(pipeline);
  const builder = new Builder();
  const given: Record<string, unknown> = Object.create(null);
  for (const [name, schema] of Object.entries(spec.params ?? {}))
    given[name] = makeRef({ kind: "parameter", name }, builder, formOfSchema(schema));
  for (const [name, { name: type }] of Object.entries(spec.inputs ?? {}))
    given[name] = makeArtifactRef({ kind: "input", name, type }, builder);
  const ran = runBody(builder, () => {
    const returned: unknown = body(Object.freeze(given) as PipelineRefs<P, I>);
    if (returned instanceof Promise) {
      returned.catch(() => undefined);
      refuse("async-body", { pipeline: spec.name }, at);
    }
    return returnedResults(returned, builder, pipeline);
  });
  const node: Omit<PipelineNode, "name"> = {
    kind: "pipeline",
    ...(spec.description !== undefined && { description: spec.description }),
    params: Object.freeze({ ...spec.params }) as PipelineNode["params"],
    inputs: Object.freeze({ ...spec.inputs }),
    ...(spec.schedule && { schedule: spec.schedule }),
    defaults: frozen(spec.defaults),
    options: frozen(spec.options),
    ...builder.finish(),
    results: ran.results,
    ...(at && { at }),
  };
  return callable(spec.name, node, ran) as unknown as Pipeline<P, I, R>;
}

/** A copy that nobody changes; what is no object of options is left for the check to find. */
const frozen = <O extends object>(options: O | undefined): O | {} =>
  options === undefined ? Object.freeze({}) : isObject(options) ? Object.freeze({ ...options }) : options;

/** A function has a name of its own, which assignment does not change. */
function callable(name: string, node: Omit<PipelineNode, "name">, returned: ReturnedResults): PipelineNode {
  const call = (given: Readonly<Record<string, unknown>> = {}): object => addCall(self, returned, given, call);
  Object.defineProperty(call, "name", { value: name, enumerable: true });
  const self = Object.freeze(Object.assign(call, node)) as unknown as PipelineNode;
  return self;
}
