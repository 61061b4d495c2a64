import type { z } from "zod";
import type { ArtifactType } from "../artifact.ts";
import type { AnyComponent } from "../component.ts";
import type { PipelineOptions } from "../pipeline-options.ts";
import type { Place } from "../place.ts";
import type { Schedule } from "../schedule.ts";
import type { CallOptions, TaskDefaults, TaskOptions } from "../task-options.ts";
import type { ArtifactNode, Json, RefNode, ScopeId, TaskId, ValueNode } from "./ref-node.ts";

/** A pipeline as data: what `pipeline(...)` returns. */
export interface PipelineNode {
  readonly kind: "pipeline";
  readonly name: string;
  readonly description?: string;
  readonly params: Readonly<Record<string, z.ZodType>>;
  /** Artifacts that a pipeline gets which calls this one. */
  readonly inputs: Readonly<Record<string, ArtifactType>>;
  readonly schedule?: Schedule;
  /** How its tasks run, unless they say otherwise. */
  readonly defaults: TaskDefaults;
  readonly options: PipelineOptions;
  readonly body: readonly StepNode[];
  /** What the body returned: outputs for a pipeline that calls this one. */
  readonly results: Results;
  /** What runs when the run has ended. */
  readonly exits: readonly ExitNode[];
  readonly at?: Place;
}

/** What stands in a body, in the order of writing. */
export type StepNode = TaskNode | CallNode | WhenNode | ForEachNode | RepeatNode;

/** What a body returned, by name. */
export type Results = Readonly<Record<string, ArgNode>>;

/** One use of a component. */
export interface TaskNode {
  readonly kind: "task";
  readonly id: TaskId;
  readonly component: AnyComponent;
  /** Exactly what the author passed, checked by the compiler. */
  readonly args: Readonly<Record<string, ArgNode>>;
  readonly options: TaskOptions;
  /** Environment variables whose values exist only when the pipeline runs. */
  readonly env: Readonly<Record<string, ValueNode>>;
  /** What stands in the key of its cache instead of the digests of artifacts, by input, and exists only when the pipeline runs. */
  readonly digests: Readonly<Record<string, ValueNode>>;
  /** Where its options were said. */
  readonly optionsAt?: Place;
  readonly after: readonly OrderNode[];
  /** What runs when this task has ended, however it ended. */
  readonly exit?: ExitNode;
  readonly at?: Place;
}

/** One use of another pipeline. */
export interface CallNode {
  readonly kind: "call";
  readonly id: TaskId;
  readonly pipeline: PipelineNode;
  readonly args: Readonly<Record<string, ArgNode>>;
  readonly options: CallOptions;
  /** Where its options were said. */
  readonly optionsAt?: Place;
  readonly after: readonly OrderNode[];
  readonly at?: Place;
}

export type ArgNode =
  | { readonly kind: "value"; readonly value: ValueNode }
  | { readonly kind: "artifact"; readonly artifact: ArtifactNode };

/** What an `.after(...)` waits for. */
export type OrderNode = { readonly kind: "task"; readonly task: TaskId } | { readonly kind: "scope"; readonly scope: ScopeId };

/** Steps of which those of the first branch run whose condition holds. */
export interface WhenNode {
  readonly kind: "when";
  readonly id: ScopeId;
  readonly branches: readonly BranchNode[];
  readonly at?: Place;
}

/** One way that a `when` can go. */
export interface BranchNode {
  /** Absent for `otherwise`, which is the last. */
  readonly condition?: RefNode;
  readonly body: readonly StepNode[];
  readonly results: Results;
  readonly at?: Place;
}

/** Steps that run once per item. */
export interface ForEachNode {
  readonly kind: "for-each";
  readonly id: ScopeId;
  readonly items: ItemsNode;
  readonly options: LoopOptions;
  readonly body: readonly StepNode[];
  /** Collected into lists outside. */
  readonly results: Results;
  readonly at?: Place;
}

/** What a loop goes over: values that are known, a list that a task makes, or `0` to `count - 1`. */
export type ItemsNode =
  | { readonly kind: "list"; readonly items: readonly Json[] }
  | { readonly kind: "value"; readonly ref: RefNode }
  | { readonly kind: "range"; readonly count: ValueNode };

/** How a loop goes over its items. */
export interface LoopOptions {
  /** How many pods of it run at the same time; all when absent. */
  readonly parallelism?: number;
  /** Whether the loop fails with its first failed item, and items that wait for their turn never begin. Otherwise all of them run. */
  readonly failFast?: boolean;
}

/** Steps that run again until a condition holds. */
export interface RepeatNode {
  readonly kind: "repeat";
  readonly id: ScopeId;
  /** What the first round gets; each later one gets what the round before returned by these names. */
  readonly start: Results;
  /** The most rounds. */
  readonly max: number;
  /** Asked after each round. */
  readonly until: RefNode;
  readonly body: readonly StepNode[];
  /** Of the last round. */
  readonly results: Results;
  readonly at?: Place;
}

/** Steps that run after something has ended. */
export interface ExitNode {
  readonly kind: "exit";
  readonly id: ScopeId;
  /** After which ends they run. */
  readonly on: "always" | "success" | "failure";
  readonly body: readonly StepNode[];
  readonly at?: Place;
}
