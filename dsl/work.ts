import type { Duration } from "./duration.ts";
import type { ForeignWork } from "./foreign/work.ts";

/** What a task does: the `run` of a component, which its image holds, or something that is no code of Pipewright's. */
export type Work = FunctionWork | ForeignWork | WaitWork;

/** The work is the `run` of the component's spec. */
export interface FunctionWork {
  readonly kind: "function";
}

/** The work is to wait. */
export type WaitWork = SuspendWork | ApproveWork;

export interface SuspendWork {
  readonly kind: "suspend";
  /** Absent: until somebody resumes the run. */
  readonly duration?: Duration | string;
}

/** Waits for a person's answers, which are the outputs of the component. Its one parameter is the message. */
export interface ApproveWork {
  readonly kind: "approve";
  readonly timeout?: Duration | string;
}
