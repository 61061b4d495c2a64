import type { z } from "zod";
import type { ArtifactType } from "../dsl/artifact.ts";
import type { AnyComponent, Callable, Inputs, Outputs, Params, ValueSchema } from "../dsl/component.ts";
import type { Duration } from "../dsl/duration.ts";
import { callerOf, type Place } from "../dsl/place.ts";
import type { DslTypeError } from "../dsl/type-error.ts";
import type { Content, TestArtifact } from "./test-artifact.ts";

/** What a step gets: its parameters and its artifacts, by name. */
export type Given<P extends Params, I extends Inputs> = { readonly [K in keyof P]: z.output<P[K]> } & {
  readonly [K in keyof I]: I[K]["name"] extends `${string}[]` ? readonly TestArtifact[] : TestArtifact;
};

type ValueName<O> = { [K in keyof O]: O[K] extends ArtifactType ? never : K }[keyof O];

/** What a fake leaves: all of the values, and such artifacts as the test is about; content is made up for the others. */
export type Leaves<O extends Outputs> = {
  readonly [K in ValueName<O>]: O[K] extends ValueSchema ? z.input<O[K]> : never;
} & { readonly [K in Exclude<keyof O, ValueName<O>>]?: Content };

/** A sentence for every name that is no output. */
type Only<O, R> = { readonly [K in Exclude<keyof R, keyof O>]: DslTypeError<`"${K & string}" is no output of this component`> };

/** A function has no property of a step that need not leave anything, and would pass for what it leaves. */
interface NoFunction {
  readonly apply?: never;
}

/** Nothing need be left where no value is wanted. */
type Nothing<O> = [ValueName<O>] extends [never]
  ? // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return gives void, and that is what it should give
    void | undefined
  : never;

/** What a fake knows of the step that it plays. */
export interface FakeStep {
  /** By the author's names: `train`, `trials(2)`, `prepare.ingest`. */
  readonly name: string;
  /** The time in the run. */
  readonly now: Date;
  /** The environment variables that the author gave it. */
  readonly env: Readonly<Record<string, string>>;
  /** How long this try takes in the run: `takes("2h")`. Without it, no time at all. */
  readonly takes: (time: Duration | string) => void;
}

/** Plays a component. `attempt` counts the tries of one step from 1. */
export type Play<P extends Params, I extends Inputs, R> = (given: Given<P, I>, attempt: number, step: FakeStep) => R | Promise<R>;

/** Stands in for a component in a test. */
export interface Fake {
  readonly kind: "fake";
  readonly component: AnyComponent;
  readonly play: (given: never, attempt: number, step: FakeStep) => unknown;
  readonly at: Place | undefined;
}

/** How a played step fails. */
export interface FailureOptions {
  /** The exit code of its program (default 1). */
  readonly exitCode?: number;
  /** `Error`: not the program failed but what is around it, as when a node of the cluster is gone (default `Failed`). */
  readonly phase?: "Failed" | "Error";
}

/** Thrown by a fake whose step is to fail in a certain way; any other error is exit code 1, as in a container. */
export class FakeFailure extends Error {
  override readonly name = "FakeFailure";
  readonly exitCode: number;
  readonly phase: "Failed" | "Error";

  constructor(message = "", { exitCode = 1, phase = "Failed" }: FailureOptions = {}) {
    super(message);
    this.exitCode = exitCode;
    this.phase = phase;
  }
}

/**
 * Stands in for a component, in all of its tasks: gets what the component would get, and gives what it would leave.
 *
 * ```ts
 * fake(train, { auc: 0.9 });
 * fake(train, ({ examples, epochs }, attempt, step) => {
 *   step.takes("2h");
 *   if (attempt === 1) throw new FakeFailure("out of memory", { exitCode: 137 });
 *   return { auc: 0.9, model: { "weights.bin": "…" } };
 * });
 * ```
 */
export function fake<P extends Params, I extends Inputs, O extends Outputs, const R extends Leaves<O>>(
  component: Callable<P, I, O>,
  play: Play<P, I, (R & Only<O, R>) | Nothing<O>> | (R & Only<O, R> & NoFunction),
): Fake {
  const at = callerOf(fake);
  return Object.freeze({
    kind: "fake",
    component: component as unknown as AnyComponent,
    play: typeof play === "function" ? (play as Fake["play"]) : () => play,
    at,
  });
}
