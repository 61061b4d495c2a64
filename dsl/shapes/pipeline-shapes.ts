import type { Approval } from "../approve.ts";
import type { LoopOptions } from "../nodes/pipeline-node.ts";
import type { PipelineSpec } from "../pipeline.ts";
import type { Schedule } from "../schedule.ts";
import { inputs, schema } from "./contract-shapes.ts";
import { made, object, optional } from "./object-shape.ts";
import { anything, choice, record, type Shape, text, truth } from "./shape.ts";
import { duration } from "./value-shapes.ts";

/** What a pipeline says of itself. Its options and defaults are the check's. */
export const pipelineShape: Shape = object<PipelineSpec<{}, {}>>("an object such as { name }", {
  name: text,
  description: optional(text),
  params: optional(record(schema, "an object of schemas of zod")),
  inputs: optional(inputs),
  schedule: optional(
    made<Schedule>("schedule", 'a schedule such as cron("0 3 * * *")', {
      cron: text,
      timezone: text,
      concurrency: choice("allow", "forbid", "replace"),
    }),
  ),
  defaults: optional(anything),
  options: optional(anything),
});

/** How a loop goes over its items; how many at a time is a law of its own. */
export const loopShape: Shape = object<LoopOptions>("an object such as { parallelism }", {
  parallelism: optional(anything),
  failFast: optional(truth),
});

/** What a person is asked; whether the message is one is a law of its own. */
export const approvalShape: Shape = object<Approval<{}>>("an object such as { message }", {
  message: anything,
  parameters: optional(record(schema, "an object of schemas of zod")),
  timeout: optional(duration),
});
