import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** What an account may do with one kind of object, as a Role says it. */
export interface Rule {
  readonly apiGroup: string;
  /** Plural; `workflowtasksets/status` is a part of one. */
  readonly resource: string;
  readonly verbs: readonly string[];
}

/** What a service account of a pipeline needs. */
export interface AccountRights {
  readonly account: string;
  readonly rules: readonly Rule[];
  /** Whether Argo reads its token from a Secret. */
  readonly hasTokenSecret: boolean;
}

/** The rights of all accounts of a pipeline, and what can't be told from its manifest. */
export interface PipelineRights {
  readonly accounts: readonly AccountRights[];
  readonly doubts: readonly Diagnostic[];
}
