import type { ArtifactLocation } from "../options/artifact-location.ts";
import type { OperationNode } from "./operation-node.ts";

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Numbers a task inside its pipeline, in the order of writing. */
export type TaskId = number & { readonly __task?: never };
/** Numbers a loop or a branch inside its pipeline, in the order of writing. */
export type ScopeId = number & { readonly __scope?: never };

/** Where the value of a ref will come from. */
export type RefNode =
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "output"; readonly task: TaskId; readonly output: string }
  | { readonly kind: "item"; readonly scope: ScopeId; readonly path: readonly string[] }
  | { readonly kind: "index"; readonly scope: ScopeId }
  | { readonly kind: "collected"; readonly scope: ScopeId; readonly result: string }
  /** What a `when` gives, whichever branch ran. */
  | { readonly kind: "merged"; readonly scope: ScopeId; readonly result: string }
  /** What the round before returned, or the start. */
  | { readonly kind: "state"; readonly scope: ScopeId; readonly name: string }
  /** What an exit handler is told of what has ended. */
  | { readonly kind: "ended"; readonly scope: ScopeId; readonly fact: EndFact }
  /** What a task has left behind for an exit handler, if it came so far. */
  | { readonly kind: "left"; readonly scope: ScopeId; readonly task: TaskId; readonly output: string }
  | OperationNode;

/** What is known of a run or a task that has ended. */
export type EndFact = "status" | "failures" | "name" | "duration";

/** A value in an argument or a condition: a constant, a ref, or a file of the project. */
export type ValueNode =
  | { readonly kind: "constant"; readonly value: Json }
  | { readonly kind: "ref"; readonly ref: RefNode }
  | { readonly kind: "file"; readonly file: string };

/** Where an artifact will come from. */
export type ArtifactNode = ArtifactSourceNode & { readonly type: string };

export type ArtifactSourceNode =
  | { readonly kind: "output"; readonly task: TaskId; readonly output: string }
  | { readonly kind: "collected"; readonly scope: ScopeId; readonly result: string }
  | { readonly kind: "merged"; readonly scope: ScopeId; readonly result: string }
  | { readonly kind: "state"; readonly scope: ScopeId; readonly name: string }
  /** An input of the pipeline. */
  | { readonly kind: "input"; readonly name: string }
  /** What lies in a store before the run begins. */
  | { readonly kind: "stored"; readonly location: ArtifactLocation; readonly unpack: boolean };
