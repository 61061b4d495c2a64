import type { Answerer } from "../answers/question.ts";
import type { Locks } from "../controller/locks.ts";
import type { WorkflowStatus } from "../controller/run-state.ts";
import type { Submission } from "../controller/submission.ts";
import type { RunEvent } from "../event.ts";
import type { Cluster } from "../manifest/cluster.ts";
import type { PodRunner } from "../pods/pod.ts";
import type { Clock } from "./clock.ts";
import type { Journal, JournalState } from "./journal.ts";
import type { MemoCache } from "./memo-cache.ts";
import type { Room } from "./room.ts";
import type { Told } from "./told-before.ts";

export interface RunWorkflowOptions {
  readonly submission: Submission;
  /** The folder of the run: steps have theirs in it. */
  readonly folder: string;
  readonly journal: Journal;
  readonly pods: PodRunner;
  readonly room: Room;
  readonly clock: Clock;
  readonly cache: MemoCache;
  readonly cluster: Cluster;
  /** Who answers what suspended nodes ask. */
  readonly answerer: Answerer;
  readonly beforehand?: Answerer;
  readonly onEvent: (event: RunEvent) => void;
  /** Ends this runner's work: what runs has as long as a person waits, and the run can go on another time. */
  readonly signal: AbortSignal;
  /** What is known of a run that goes on. */
  readonly before?: Omit<JournalState, "bytes">;
  /** What was told of it before. */
  readonly told?: Told;
  /** Whether others may answer and stop it by mail to its folder. */
  readonly hasMailbox?: boolean;
  readonly locks?: Locks;
}

/** How a runner's work on a workflow ended. */
export interface WorkflowEnd {
  readonly status: WorkflowStatus;
  /** Whether there is more to do, which another runner can go on with. */
  readonly canGoOn: boolean;
}
