// Pipelines and components

// Artifacts
export {
  Anomalies,
  type ArtifactType,
  artifact,
  Directory,
  Examples,
  File,
  Html,
  listOf,
  Metrics,
  Model,
  Schema,
  Statistics,
  TransformGraph,
} from "./artifact.ts";
export {
  type AnyComponent,
  type Component,
  type ComponentSpec,
  component,
  type Inputs,
  type Outputs,
  type Params,
} from "./component.ts";
export { type Duration, days, hours, minutes, seconds } from "./duration.ts";
export { type FileRef, file } from "./file.ts";
export { forEach } from "./for-each.ts";
export { and, not, or } from "./logic.ts";
// The pipeline as data
export type { PipelineNode } from "./nodes/pipeline-node.ts";
export { type PipelineSpec, pipeline } from "./pipeline.ts";
// Refs and conditions
export type { Arg, ArtifactRef, Condition, NumberRef, Ref } from "./ref.ts";
export { type Gpu, gibibytes, gpu, mebibytes, type Resources, type Size } from "./resources.ts";
export {
  type InputArtifact,
  InputError,
  type Logger,
  type OutputArtifact,
  type RunContext,
  type RunResult,
} from "./run-context.ts";
export { cron, type Schedule } from "./schedule.ts";
export type { Step, Task } from "./task.ts";
// How a task runs
export type { Retry, TaskOptions } from "./task-options.ts";
// Control flow
export { when } from "./when.ts";
