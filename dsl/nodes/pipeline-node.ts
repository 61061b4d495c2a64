import type { z } from "zod";
import type { AnyComponent } from "../component.ts";
import type { Place } from "../place.ts";
import type { Schedule } from "../schedule.ts";
import type { TaskOptions } from "../task-options.ts";
import type { ArtifactNode, Json, RefNode, ScopeId, TaskId, ValueNode } from "./ref-node.ts";

/** A pipeline as data: what `pipeline(...)` returns. */
export interface PipelineNode {
  readonly kind: "pipeline";
  readonly name: string;
  readonly description?: string;
  readonly params: Readonly<Record<string, z.ZodType>>;
  readonly schedule?: Schedule;
  readonly body: readonly StepNode[];
  readonly at?: Place;
}

/** What stands in a body, in the order of writing. */
export type StepNode = TaskNode | WhenNode | ForEachNode;

/** One use of a component. */
export interface TaskNode {
  readonly kind: "task";
  readonly id: TaskId;
  readonly component: AnyComponent;
  /** Exactly what the author passed, checked by the compiler. */
  readonly args: Readonly<Record<string, ArgNode>>;
  readonly options: TaskOptions;
  readonly after: readonly OrderNode[];
  readonly at?: Place;
}

export type ArgNode =
  | { readonly kind: "value"; readonly value: ValueNode }
  | { readonly kind: "artifact"; readonly artifact: ArtifactNode };

/** What an `.after(...)` waits for. */
export type OrderNode = { readonly kind: "task"; readonly task: TaskId } | { readonly kind: "scope"; readonly scope: ScopeId };

/** Steps that run only when a condition holds. */
export interface WhenNode {
  readonly kind: "when";
  readonly id: ScopeId;
  readonly condition: RefNode;
  readonly body: readonly StepNode[];
  readonly at?: Place;
}

/** Steps that run once per item. */
export interface ForEachNode {
  readonly kind: "for-each";
  readonly id: ScopeId;
  readonly items: readonly Json[];
  readonly body: readonly StepNode[];
  /** What the body returned, by name: collected into lists outside. */
  readonly results: Readonly<Record<string, ArgNode>>;
  readonly at?: Place;
}
