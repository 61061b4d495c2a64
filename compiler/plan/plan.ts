import type { z } from "zod";
import type { ArtifactType } from "../../dsl/artifact.ts";
import type { AnyComponent } from "../../dsl/component.ts";
import type { ArgNode, ItemsNode, LoopOptions, Results } from "../../dsl/nodes/pipeline-node.ts";
import type { ArtifactNode, RefNode, ScopeId, TaskId, ValueNode } from "../../dsl/nodes/ref-node.ts";
import type { PipelineOptions } from "../../dsl/pipeline-options.ts";
import type { Place } from "../../dsl/place.ts";
import type { Schedule } from "../../dsl/schedule.ts";
import type { Misfit } from "../../dsl/shapes/shape.ts";
import type { CallOptions, TaskDefaults, TaskOptions } from "../../dsl/task-options.ts";
import type { FullProfile } from "../profiles/profiles.ts";

/** A pipeline with every name given and every edge drawn: what is checked, drawn and lowered. */
export interface Plan {
  readonly name: string;
  readonly description: string | undefined;
  readonly params: readonly PlanParam[];
  /** Artifacts that the calling pipeline gives. */
  readonly inputs: Readonly<Record<string, ArtifactType>>;
  readonly schedule: Schedule | undefined;
  /** The cluster that it is compiled for. */
  readonly profile: FullProfile;
  /** What the author said of all tasks. */
  readonly defaults: TaskDefaults;
  /** What the author said of runs. */
  readonly ownOptions: PipelineOptions;
  /** What a run has, the profile's part of it too. */
  readonly options: PipelineOptions;
  readonly steps: readonly PlanStep[];
  /** For the calling pipeline. */
  readonly results: Results;
  readonly exits: readonly PlanExit[];
  /** What the author gave as options and nobody reads: other values than are wanted are no part of the plan. */
  readonly misfits: readonly OptionMisfit[];
  readonly at: Place | undefined;
}

/** Something among options that is other than it should be. */
export interface OptionMisfit {
  /** Whose option it is, to begin a sentence: `Task "train"`. */
  readonly owner: string;
  readonly misfit: Misfit;
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

export type StepId = TaskId | ScopeId;

export type PlanStep = PlanTask | PlanCall | PlanWhen | PlanForEach | PlanRepeat | PlanGroup;

interface PlanStepBase {
  /** Unique in its plan; the name of the task in its DAG. */
  readonly name: string;
  readonly id: StepId;
  /** Names of steps of the same body that must be done before, without those implied by others; sorted. */
  readonly dependsOn: readonly string[];
  readonly at: Place | undefined;
}

export interface PlanTask extends PlanStepBase {
  readonly kind: "task";
  readonly component: AnyComponent;
  readonly args: Readonly<Record<string, ArgNode>>;
  /** As they hold: its own before the pipeline's defaults before the profile's. */
  readonly options: TaskOptions;
  /** What the author said of this task alone. */
  readonly ownOptions: TaskOptions;
  readonly optionsAt: Place | undefined;
  /** Environment variables whose values exist only in the run. */
  readonly env: Readonly<Record<string, ValueNode>>;
  /** What the author gave to stand in the key of its cache instead of the digests of artifacts, by input. */
  readonly digests: Readonly<Record<string, ValueNode>>;
  readonly exit: PlanExit | undefined;
}

/** A pipeline called by this one. */
export interface PlanCall extends PlanStepBase {
  readonly kind: "call";
  /** The same object for each call of the same pipeline that says the same of its tasks: most say nothing. */
  readonly pipeline: Plan;
  readonly args: Readonly<Record<string, ArgNode>>;
  /** What the author said of it, and of all tasks inside. */
  readonly ownOptions: CallOptions;
  readonly optionsAt: Place | undefined;
}

export interface PlanWhen extends PlanStepBase {
  readonly kind: "when";
  readonly branches: readonly PlanBranch[];
  /** Names that somebody reads, of those that every branch returns. */
  readonly merged: readonly string[];
}

export interface PlanBranch {
  /** Absent for `otherwise`. */
  readonly condition: RefNode | undefined;
  readonly steps: readonly PlanStep[];
  readonly results: Results;
  readonly at: Place | undefined;
  /** Whether its other steps still begin when one has failed: for steps of several exit handlers. */
  readonly goesOn?: boolean;
}

export interface PlanForEach extends PlanStepBase {
  readonly kind: "for-each";
  readonly items: ItemsNode;
  readonly options: LoopOptions;
  readonly steps: readonly PlanStep[];
  /** Those that somebody reads. */
  readonly results: Results;
}

export interface PlanRepeat extends PlanStepBase {
  readonly kind: "repeat";
  readonly start: Results;
  readonly max: number;
  readonly until: RefNode;
  readonly steps: readonly PlanStep[];
  readonly results: Results;
}

/** Steps of a body that is too long for one DAG; made by the lowering, never by an author. */
export interface PlanGroup extends PlanStepBase {
  readonly kind: "group";
  readonly steps: readonly PlanStep[];
  /** What steps outside of it read of steps inside. */
  readonly exports: readonly PlanExport[];
  /** Whether its other steps still begin when one has failed. */
  readonly goesOn?: boolean;
}

/** Something that one part of a body reads of another. */
export type PlanExport =
  | { readonly kind: "value"; readonly ref: RefNode }
  | { readonly kind: "artifact"; readonly artifact: ArtifactNode; readonly withDigest: boolean };

/** What runs after the run, or a task of it, has ended. */
export interface PlanExit {
  readonly id: ScopeId;
  readonly on: "always" | "success" | "failure";
  readonly steps: readonly PlanStep[];
  readonly at: Place | undefined;
}
