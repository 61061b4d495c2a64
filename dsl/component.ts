import type { z } from "zod";
import type { ArtifactType } from "./artifact.ts";
import { addTask } from "./build/add-task.ts";
import { isBuilding } from "./build/builder.ts";
import type { CallArgs } from "./call-args.ts";
import { callerOf, type Place } from "./place.ts";
import type { ArtifactRef, RefOf } from "./ref.ts";
import { refuse } from "./refuse.ts";
import type { RunContext, RunResult } from "./run-context.ts";
import type { Task } from "./task.ts";
import type { Work } from "./work.ts";

/**
 * Any zod schema. Not `z.ZodType`, which says the same of zod's classes: to compare a schema with all of its methods makes 70,000 types
 * and takes a third of a second of every author's tsc.
 */
export type ValueSchema = z.core.$ZodType;

export type Params = Readonly<Record<string, ValueSchema>>;
export type Inputs = Readonly<Record<string, ArtifactType>>;
export type Outputs = Readonly<Record<string, ValueSchema | ArtifactType>>;

/** The work of a component: what runs in its container. */
export type Run<P extends Params, I extends Inputs, O extends Outputs> = (
  context: RunContext<P, I, O>,
) => RunResult<O> | Promise<RunResult<O>>;

/** A module that exports the work as `run`. */
export interface RunModule<P extends Params, I extends Inputs, O extends Outputs> {
  readonly run: Run<P, I, O>;
}

/** What every step promises, whoever does its work. */
export interface Contract<P extends Params, I extends Inputs, O extends Outputs> {
  /** Lower-case words joined by hyphens; also the name of its image. */
  readonly name: string;
  readonly description?: string;
  /** What it is told, as zod schemas: type, check, default and description in one. */
  readonly params?: P;
  /** The artifacts that it reads. */
  readonly inputs?: I;
  /** What it leaves behind: zod schemas for values, artifact types for files and folders. */
  readonly outputs?: O;
}

/** What a component is made of. */
export interface ComponentSpec<P extends Params, I extends Inputs, O extends Outputs> extends Contract<P, I, O> {
  /** The work, or `() => import("./train.run.ts")`, a module that exports it as `run` and is loaded only where it runs. */
  readonly run: Run<P, I, O> | (() => Promise<RunModule<P, I, O>>);
}

/** What calling a component in a pipeline gives: a ref per output, and `.with(...)`, `.after(...)`. */
export type OutputRefs<O extends Outputs> = {
  readonly [K in keyof O]: O[K] extends ValueSchema
    ? RefOf<z.output<O[K]>>
    : O[K] extends ArtifactType<infer Name>
      ? ArtifactRef<Name>
      : never;
};

/** A typed step: called inside a pipeline it becomes a task of it. */
export interface Callable<P extends Params, I extends Inputs, O extends Outputs> {
  <const Given extends Readonly<Record<keyof I, unknown>>>(...given: CallArgs<P, I, Given>): Task<OutputRefs<O>>;
  readonly kind: "component";
  readonly spec: Contract<P, I, O>;
  readonly work: Work;
  /** Where the author defined it: for a component the module that its image is made of. */
  readonly at?: Place;
}

/** A step whose work is a function, in an image that Pipewright builds. */
export interface Component<P extends Params, I extends Inputs, O extends Outputs> extends Callable<P, I, O> {
  readonly spec: ComponentSpec<P, I, O>;
}

/** Any component, for code that treats them alike. */
export interface AnyComponent {
  readonly kind: "component";
  readonly spec: AnyComponentSpec;
  readonly work: Work;
  readonly at?: Place;
}

export interface AnyComponentSpec {
  readonly name: string;
  readonly description?: string;
  readonly params?: Readonly<Record<string, z.ZodType>>;
  readonly inputs?: Inputs;
  readonly outputs?: Readonly<Record<string, z.ZodType | ArtifactType>>;
  /** Absent when the work is no function. */
  readonly run?: (context: never) => unknown;
}

/**
 * Defines a component: one container image with typed parameters, inputs and outputs.
 *
 * ```ts
 * const count = component({
 *   name: "count",
 *   params: { min: z.int().default(0) },
 *   inputs: { text: File },
 *   outputs: { lines: z.int() },
 *   run: async ({ inputs, params }) => ({ lines: Math.max(params.min, (await readFile(inputs.text.path, "utf8")).split("\n").length) }),
 * });
 * ```
 */
export function component<const P extends Params = {}, const I extends Inputs = {}, const O extends Outputs = {}>(
  spec: ComponentSpec<P, I, O>,
): Component<P, I, O> {
  return defineStep(spec, { kind: "function" }, component) as unknown as Component<P, I, O>;
}

/**
 * @internal A step as a value that is called inside pipelines.
 * @param word the public function that the author called
 * @throws DslError inside the body of a pipeline
 */
export function defineStep<const P extends Params, const I extends Inputs, const O extends Outputs>(
  spec: Contract<P, I, O>,
  work: Work,
  word: Function,
): Callable<P, I, O> {
  const at = callerOf(word);
  if (isBuilding()) {
    refuse("component-in-body", { component: spec.name }, at);
  }
  const call = (given: Readonly<Record<string, unknown>> = {}) => addTask(self as unknown as AnyComponent, given, call);
  const self = Object.assign(call, { kind: "component" as const, spec: Object.freeze({ ...spec }), work, ...(at && { at }) });
  return Object.freeze(self) as unknown as Callable<P, I, O>;
}
