import type { Metric, MetricLabelSource, MetricSource } from "../options/metric.ts";
import { made, madeOneOf, optional } from "./object-shape.ts";
import { choice, list, number, oneOf, record, type Shape, text, truth } from "./shape.ts";
import { numbers } from "./value-shapes.ts";

const value: Shape = oneOf(
  number,
  made<MetricSource>("metric-source", "a source such as durationMetric", {
    of: choice("duration", "exit-code", "retries", "output", "cpu-seconds", "memory-seconds"),
    output: optional(text),
  }),
);
const label: Shape = oneOf(
  text,
  made<MetricLabelSource>("metric-label-source", "a source such as statusLabel", {
    of: choice("status", "workflow-name", "workflow-namespace"),
  }),
);
const ofAll = {
  name: text,
  help: text,
  value,
  labels: optional(record(label, "an object of labels")),
  when: optional(choice("succeeded", "failed", "errored")),
};

/** Numbers for Prometheus. */
export const metrics: Shape = list(
  madeOneOf<"type", Metric>("metric", "a metric such as counter(name, { help })", "type", {
    counter: ofAll,
    gauge: { ...ofAll, realtime: truth, operation: optional(choice("set", "add", "sub")) },
    histogram: { ...ofAll, buckets: numbers },
  }),
  "a list of metrics",
);
