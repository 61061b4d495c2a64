import type { z } from "zod";
import type { ArtifactType } from "./artifact.ts";
import { addTask } from "./build/add-task.ts";
import { isBuilding } from "./build/builder.ts";
import { callerOf, type Place } from "./place.ts";
import type { Arg, ArtifactRef, Ref, RefOf } from "./ref.ts";
import { refuse } from "./refuse.ts";
import type { RunContext, RunResult } from "./run-context.ts";
import type { Task } from "./task.ts";
import type { DslTypeError } from "./type-error.ts";

export type Params = Readonly<Record<string, z.ZodType>>;
export type Inputs = Readonly<Record<string, ArtifactType>>;
export type Outputs = Readonly<Record<string, z.ZodType | ArtifactType>>;

/** The work of a component: what runs in its container. */
export type Run<P extends Params, I extends Inputs, O extends Outputs> = (
  context: RunContext<P, I, O>,
) => RunResult<O> | Promise<RunResult<O>>;

/** A module that exports the work as `run`. */
export interface RunModule<P extends Params, I extends Inputs, O extends Outputs> {
  readonly run: Run<P, I, O>;
}

/** What a component is made of. */
export interface ComponentSpec<P extends Params, I extends Inputs, O extends Outputs> {
  /** Lower-case words joined by hyphens; also the name of its image. */
  readonly name: string;
  readonly description?: string;
  /** What it is told, as zod schemas: type, check, default and description in one. */
  readonly params?: P;
  /** The artifacts that it reads. */
  readonly inputs?: I;
  /** What it leaves behind: zod schemas for values, artifact types for files and folders. */
  readonly outputs?: O;
  /** The work, or `() => import("./train.run.ts")`, a module that exports it as `run` and is loaded only where it runs. */
  readonly run: Run<P, I, O> | (() => Promise<RunModule<P, I, O>>);
}

type OptionalParam<P extends Params> = { [K in keyof P]: undefined extends z.input<P[K]> ? K : never }[keyof P];
type ParamArgs<P extends Params> = {
  readonly [K in Exclude<keyof P, OptionalParam<P>>]: Arg<z.input<P[K]>>;
} & { readonly [K in OptionalParam<P>]?: Arg<Exclude<z.input<P[K]>, undefined>> | Ref<z.input<P[K]>> | undefined };

/** `Given` with a sentence in place of every artifact that is wired wrongly. */
type Wired<I extends Inputs, Given> = {
  readonly [K in keyof I]: K extends keyof Given
    ? Given[K] extends ArtifactRef<infer Got>
      ? [Got] extends [I[K]["name"]]
        ? Given[K]
        : DslTypeError<`input "${K & string}" wants ${I[K]["name"]}, got ${Got}`>
      : DslTypeError<`input "${K & string}" wants the artifact ${I[K]["name"]}`>
    : ArtifactRef<I[K]["name"]>;
};

/** A sentence for every name that is neither a parameter nor an input. */
type Known<Names, Given> = {
  readonly [K in Exclude<keyof Given, Names>]: DslTypeError<`"${K & string}" is no parameter or input of this component`>;
};

/** What calling a component in a pipeline gives: a ref per output, and `.with(...)`, `.after(...)`. */
export type OutputRefs<O extends Outputs> = {
  readonly [K in keyof O]: O[K] extends z.ZodType
    ? RefOf<z.output<O[K]>>
    : O[K] extends ArtifactType<infer Name>
      ? ArtifactRef<Name>
      : never;
};

/** A typed step: called inside a pipeline it becomes a task of it. */
export interface Component<P extends Params, I extends Inputs, O extends Outputs> {
  <const Given extends Readonly<Record<keyof I, unknown>>>(
    ...given: [keyof P | keyof I] extends [never]
      ? []
      : [keyof I | Exclude<keyof P, OptionalParam<P>>] extends [never]
        ? [given?: Given & ParamArgs<P> & Known<keyof P, Given>]
        : [given: Given & Wired<I, Given> & ParamArgs<P> & Known<keyof P | keyof I, Given>]
  ): Task<OutputRefs<O>>;
  readonly kind: "component";
  readonly spec: ComponentSpec<P, I, O>;
  /** Where the author defined it: the module that its image is made of. */
  readonly at?: Place;
}

/** Any component, for code that treats them alike. */
export interface AnyComponent {
  readonly kind: "component";
  readonly spec: AnyComponentSpec;
  readonly at?: Place;
}

export interface AnyComponentSpec {
  readonly name: string;
  readonly description?: string;
  readonly params?: Params;
  readonly inputs?: Inputs;
  readonly outputs?: Outputs;
  readonly run: (context: never) => unknown;
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
  const at = callerOf(component);
  if (isBuilding()) {
    refuse("component-in-body", { component: spec.name }, at);
  }
  const call = (given: Readonly<Record<string, unknown>> = {}) => addTask(self as unknown as AnyComponent, given, call);
  const self = Object.assign(call, { kind: "component" as const, spec: Object.freeze({ ...spec }), ...(at && { at }) });
  return Object.freeze(self) as unknown as Component<P, I, O>;
}
