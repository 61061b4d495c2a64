import type { z } from "zod";
import type { ArtifactType } from "../dsl/artifact.ts";
import type { ResultName } from "../dsl/build/results.ts";
import type { Callable, Inputs, Outputs, Params, ValueSchema } from "../dsl/component.ts";
import type { ArtifactRef, Ref } from "../dsl/ref.ts";
import type { CacheEntry } from "../runner/controller/surroundings.ts";
import type { Given } from "./fake.ts";
import type { SkippedStep } from "./skipped-steps.ts";
import type { TestArtifact } from "./test-artifact.ts";

/** How a run or a step stands at its end; `Running` waits for an answer that nobody gives. */
export type TestPhase = "Succeeded" | "Failed" | "Error" | "Skipped" | "Omitted" | "Running" | "Pending";

/** One try of a step. */
export interface Attempt {
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  /** Since the end of the try before it, or 0. */
  readonly waitedSeconds: number;
  readonly phase: TestPhase;
  readonly message: string;
  readonly exitCode: number | undefined;
}

/** What all of one component's uses have in common. */
export interface StepFacts {
  /** By the author's names: `train`, `trials(2)`, `prepare.ingest`, `repeat-improve(1).improve`. */
  readonly step: string;
  readonly phase: TestPhase;
  readonly message: string;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  readonly attempts: readonly Attempt[];
}

/** One step in which a component ran. */
export interface Call<P extends Params, I extends Inputs, O extends Outputs> extends StepFacts {
  /** As its first try got them. */
  readonly inputs: Given<P, I>;
  /** Undefined when it did not succeed. */
  readonly outputs: LeftValues<O> | undefined;
}

/** What a component left: values by their types, artifacts with their content. */
export type LeftValues<O extends Outputs> = {
  readonly [K in keyof O]: O[K] extends ArtifactType ? TestArtifact : O[K] extends ValueSchema ? z.output<O[K]> : never;
};

/** Any step: a task, or a loop, a repetition, a called pipeline. */
export interface TestedStep extends StepFacts {
  readonly kind: "task" | "call" | "when" | "for-each" | "repeat";
  /** Of a task. */
  readonly component: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>> | undefined;
  /** Whether its outputs came from the cache, and nothing ran. */
  readonly fromCache: boolean;
}

/** What a pipeline's body returned, as values. */
export type ResultValues<R> =
  R extends ArtifactRef<infer Name>
    ? ArtifactValue<Name>
    : R extends Ref<infer T>
      ? T
      : R extends object
        ? { readonly [K in ResultName<R>]: ResultValue<R[K]> }
        : undefined;
type ResultValue<X> = X extends ArtifactRef<infer Name> ? ArtifactValue<Name> : X extends Ref<infer T> ? T : X;
type ArtifactValue<Name> = Name extends `${string}[]` ? readonly TestArtifact[] : TestArtifact;

/** A run of a test. */
export interface TestedRun<R = unknown> {
  readonly phase: TestPhase;
  readonly message: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** What the pipeline's body returned. @throws TestError with the report when the run did not succeed */
  readonly result: ResultValues<R>;
  /** The names of the tasks that began, in the order of their beginning. */
  readonly order: readonly string[];
  /** Every step that began or was skipped, in the order in which that was decided. */
  readonly steps: readonly TestedStep[];
  /** The steps in which a component ran, in the order of their beginning. @throws TestError when the pipeline does not use it */
  calls<P extends Params, I extends Inputs, O extends Outputs>(component: Callable<P, I, O>): readonly Call<P, I, O>[];
  /** The step of that name; of one inside of others the last part of the name is enough where it is the only one. @throws TestError when there is none, or several */
  step(name: string): TestedStep;
  /** The tasks that did not run, with the reason. */
  skipped(): readonly SkippedStep[];
  /** Who waits for an answer that nobody gave. */
  readonly unanswered: readonly string[];
  /** The whole run in a few lines, to be read. */
  readonly report: string;
  /** @throws TestError with the report when it did not succeed */
  assertSucceeded(): void;
  /** Outputs that cached steps have left, for a later run: `testRun(pipeline, { cache: run.cache })`. */
  readonly cache: TestCache;
}

/** What cached steps have left. */
export interface TestCache {
  /** @internal */
  readonly entries: ReadonlyMap<string, CacheEntry>;
}
