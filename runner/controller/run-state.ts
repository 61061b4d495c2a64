import type { GlobalOutput } from "./global-outputs.ts";
import type { NodePhase, NodeStatus } from "./node-status.ts";

/** How a workflow is ended from outside: `Stop` still runs exit handlers. */
export type Shutdown = "Stop" | "Terminate";

export interface WorkflowStatus {
  readonly phase: NodePhase;
  readonly message: string;
}

/** The state of a run: what a controller that goes on is made of. */
export interface KnownRun {
  readonly nodes?: readonly NodeStatus[];
  readonly globals?: readonly GlobalOutput[];
}
