import type { Answerer } from "../answers/question.ts";
import type { ArtifactStore } from "../artifacts/artifact-store.ts";
import type { RunEvent } from "../event.ts";
import type { Executor } from "../execution/executor.ts";
import type { Slots } from "../execution/slots.ts";
import type { RunnableWorkflow } from "../manifest/runnable-workflow.ts";
import type { Tags } from "./tags.ts";

/** What every part of a run shares. */
export interface RunState {
  readonly workflow: RunnableWorkflow;
  /** Tags that mean the same everywhere: `workflow.name`, `workflow.parameters.x`, … */
  readonly globals: Tags;
  /** Says an output to the whole run. */
  readonly setGlobal: (name: string, value: string) => void;
  /** Who answers what suspended nodes ask. */
  readonly answer: Answerer;
  readonly emit: (event: RunEvent) => void;
  readonly now: () => number;
  readonly executor: Executor;
  readonly store: ArtifactStore;
  readonly slots: Slots;
  readonly signal: AbortSignal;
  /** The folder of one try of a pod. */
  readonly stepFolder: (node: string) => string;
}

/** One call of a template: the node that it becomes. */
export interface Call {
  readonly node: string;
  readonly displayName: string;
  readonly parent?: string;
  readonly task?: string;
  readonly dependsOn: readonly string[];
  /** How many templates call one another to get here. */
  readonly depth: number;
  /** The pods that the templates around let run at the same time, outer first. */
  readonly limits?: readonly Slots[];
  /** The templates around that fail with their first failed pod. */
  readonly failFast?: readonly FailFast[];
}

/** A template whose pods no longer begin once one of them has failed. */
export interface FailFast {
  hasFailed: boolean;
}

/** What a call hands on to the calls inside of it. */
export const limitsOf = ({ limits, failFast }: Call): Pick<Call, "limits" | "failFast"> => ({
  ...(limits && { limits }),
  ...(failFast && { failFast }),
});
