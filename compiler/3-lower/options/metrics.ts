import type { Metric, MetricLabel, MetricLabelSource, MetricSource, MetricValue } from "../../../dsl/options/metric.ts";
import type { Metrics, Prometheus } from "../../argo/model.generated.ts";

/** Whose metrics they are: names of what Argo knows differ. */
export type MetricOwner = "step" | "run";

/** Numbers for Prometheus. */
export function lowerMetrics(metrics: readonly Metric[] | undefined, owner: MetricOwner): { readonly metrics?: Metrics } {
  if (metrics === undefined || metrics.length === 0) return {};
  return { metrics: { prometheus: metrics.map((metric) => lowerMetric(metric, owner)) } };
}

const phases = { succeeded: "Succeeded", failed: "Failed", errored: "Error" } as const;

function lowerMetric(metric: Metric, owner: MetricOwner): Prometheus {
  const { name, help, labels, when } = metric;
  const status = owner === "step" ? "{{status}}" : "{{workflow.status}}";
  const value = metricValue(metric.value, owner);
  return {
    name,
    help,
    ...(labels && { labels: Object.entries(labels).map(([key, label]) => ({ key, value: labelText(label, status) })) }),
    ...(when && { when: `${status} == ${phases[when]}` }),
    ...kindOf(metric, value),
  };
}

const operations = { set: "Set", add: "Add", sub: "Sub" } as const;

function kindOf(metric: Metric, value: string): Pick<Prometheus, "counter" | "gauge" | "histogram"> {
  switch (metric.type) {
    case "counter":
      return { counter: { value } };
    case "gauge": {
      const { realtime, operation } = metric;
      return { gauge: { realtime, value, ...(operation && { operation: operations[operation] }) } };
    }
    case "histogram":
      return { histogram: { buckets: metric.buckets, value } };
  }
}

const stepSources: Readonly<Record<Exclude<MetricSource["of"], "output">, string>> = {
  duration: "{{duration}}",
  "exit-code": "{{exitCode}}",
  retries: "{{retries}}",
  "cpu-seconds": "{{resourcesDuration.cpu}}",
  "memory-seconds": "{{resourcesDuration.memory}}",
};

function metricValue(value: MetricValue, owner: MetricOwner): string {
  if (typeof value === "number") return String(value);
  if (value.of === "output") return `{{outputs.parameters.${value.output}}}`;
  return owner === "run" && value.of === "duration" ? "{{workflow.duration}}" : stepSources[value.of];
}

const labelSources: Readonly<Record<Exclude<MetricLabelSource["of"], "status">, string>> = {
  "workflow-name": "{{workflow.name}}",
  "workflow-namespace": "{{workflow.namespace}}",
};

function labelText(label: MetricLabel, status: string): string {
  if (typeof label === "string") return label;
  return label.of === "status" ? status : labelSources[label.of];
}
