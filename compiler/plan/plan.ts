import type { z } from "zod";
import type { AnyComponent } from "../../dsl/component.ts";
import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { Json, RefNode, ScopeId, TaskId } from "../../dsl/nodes/ref-node.ts";
import type { Place } from "../../dsl/place.ts";
import type { Schedule } from "../../dsl/schedule.ts";
import type { TaskOptions } from "../../dsl/task-options.ts";

/** A pipeline with every name given and every edge drawn: what is checked, drawn and lowered. */
export interface Plan {
  readonly name: string;
  readonly description: string | undefined;
  readonly params: readonly PlanParam[];
  readonly schedule: Schedule | undefined;
  readonly steps: readonly PlanStep[];
  readonly at: Place | undefined;
}

/** A parameter of the pipeline. */
export interface PlanParam {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly description: string | undefined;
  /** `text`: people give it as it is; `json`: as JSON text. */
  readonly form: "text" | "json";
  /** False for numbers and truth values: nothing in them can be taken for a template. */
  readonly holdsText: boolean;
  /** In the form in which people give it; absent when a run must say it. */
  readonly defaultText: string | undefined;
  /** All allowed values of a text. */
  readonly choices: readonly string[] | undefined;
}

export type PlanStep = PlanTask | PlanWhen | PlanForEach;

interface PlanStepBase {
  /** Unique in the whole plan; the name of the task in its DAG. */
  readonly name: string;
  /** Names of steps of the same body that must be done before, without those implied by others; sorted. */
  readonly dependsOn: readonly string[];
  readonly at: Place | undefined;
}

export interface PlanTask extends PlanStepBase {
  readonly kind: "task";
  readonly id: TaskId;
  readonly component: AnyComponent;
  readonly args: Readonly<Record<string, ArgNode>>;
  readonly options: TaskOptions;
}

export interface PlanWhen extends PlanStepBase {
  readonly kind: "when";
  readonly id: ScopeId;
  readonly condition: RefNode;
  readonly steps: readonly PlanStep[];
}

export interface PlanForEach extends PlanStepBase {
  readonly kind: "for-each";
  readonly id: ScopeId;
  readonly items: readonly Json[];
  readonly steps: readonly PlanStep[];
  readonly results: Readonly<Record<string, ArgNode>>;
}
