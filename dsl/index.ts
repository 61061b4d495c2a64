// Pipelines and components
export { pipeline, type PipelineSpec } from "./pipeline.ts";
export { component, type AnyComponent, type Component, type ComponentSpec, type Inputs, type Outputs, type Params } from "./component.ts";
export { InputError, type InputArtifact, type Logger, type OutputArtifact, type RunContext, type RunResult } from "./run-context.ts";
// Artifacts
export {
  Anomalies,
  artifact,
  type ArtifactType,
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
export { file, type FileRef } from "./file.ts";
// Refs and conditions
export type { Arg, ArtifactRef, Condition, NumberRef, Ref } from "./ref.ts";
export { and, not, or } from "./logic.ts";
// Control flow
export { when } from "./when.ts";
export { forEach } from "./for-each.ts";
export { cron, type Schedule } from "./schedule.ts";
// How a task runs
export type { Retry, TaskOptions } from "./task-options.ts";
export type { Step, Task } from "./task.ts";
export { gibibytes, gpu, mebibytes, type Gpu, type Resources, type Size } from "./resources.ts";
export { days, type Duration, hours, minutes, seconds } from "./duration.ts";
// The pipeline as data
export type { PipelineNode } from "./nodes/pipeline-node.ts";
