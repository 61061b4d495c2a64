import type { Arguments, Template, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import type { Caller } from "./caller.ts";

/** A workflow that is to run: everything that it refers to is at hand. */
export interface Submission {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The spec, merged with that of the template that it refers to. */
  readonly spec: WorkflowSpec;
  readonly arguments: Arguments;
  /** Where the names of its templates lead. */
  readonly templates: TemplateSource;
  /** When a cron schedule meant it to start. */
  readonly scheduledAt?: number;
  /** Set when only one step of it runs. */
  readonly entry?: EntryCall;
}

/** What a run begins with instead of its entrypoint: the call of one step, with everything in it resolved. */
export interface EntryCall {
  readonly displayName: string;
  readonly caller: Caller;
  /** Where the names of the caller lead. */
  readonly source: TemplateSource;
  readonly args: Arguments;
}

/** The templates of one object, and the way to those of others. */
export interface TemplateSource {
  /** Empty for the workflow's own: else `WorkflowTemplate/library`. */
  readonly scope: string;
  readonly find: (name: string) => Template | undefined;
  /** The templates of another object; undefined when it is not there. */
  readonly library: (name: string, clusterScope: boolean) => TemplateSource | undefined;
}
