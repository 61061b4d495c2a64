import type { ForeignWork } from "./foreign/work.ts";

/** What a task does: the `run` of a component, which its image holds, or something that is no code of Pipewright's. */
export type Work = FunctionWork | ForeignWork;

/** The work is the `run` of the component's spec. */
export interface FunctionWork {
  readonly kind: "function";
}
