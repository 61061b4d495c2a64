import type { Duration } from "../duration.ts";

/** A number that Argo knows about the step, or about the run, when it has ended. */
export interface MetricSource {
  readonly kind: "metric-source";
  readonly of: "duration" | "exit-code" | "retries" | "output" | "cpu-seconds" | "memory-seconds";
  /** The output of the step, when it is one. */
  readonly output?: string;
}

export type MetricValue = number | MetricSource;

/** The text of a label: constant, or how the step or the run ended. */
export type MetricLabel = string | MetricLabelSource;

export interface MetricLabelSource {
  readonly kind: "metric-label-source";
  readonly of: "status" | "workflow-name" | "workflow-namespace";
}

interface MetricOptions {
  /** The sentence that Prometheus shows. */
  readonly help: string;
  readonly labels?: Readonly<Record<string, MetricLabel>>;
  /** Counts only a step that ended so; without it every end counts. */
  readonly when?: "succeeded" | "failed" | "errored";
}

/** A number for Prometheus, given out by Argo's controller. */
export type Metric = { readonly kind: "metric"; readonly name: string } & MetricOptions &
  (
    | { readonly type: "counter"; readonly value: MetricValue }
    | { readonly type: "gauge"; readonly value: MetricValue; readonly realtime: boolean; readonly operation?: GaugeOperation }
    | { readonly type: "histogram"; readonly value: MetricValue; readonly buckets: readonly number[] }
  );

export type GaugeOperation = "set" | "add" | "sub";

type Without<M> = M extends unknown ? Omit<M, "kind"> : never;

const metric = (given: Without<Metric>): Metric => Object.freeze({ kind: "metric" as const, ...given });

/**
 * Counts something up: by one each time, unless `value` says otherwise.
 *
 * ```ts
 * train({}).with({ metrics: [counter("trainings_failed_total", { help: "Trainings that failed.", when: "failed" })] });
 * ```
 *
 * Becomes `metrics: {prometheus: [{name: trainings_failed_total, when: "{{status}} == Failed", counter: {value: "1"}}]}`.
 */
export function counter(name: string, { value = 1, ...options }: MetricOptions & { readonly value?: MetricValue }): Metric {
  return metric({ type: "counter", name, value, ...options });
}

/**
 * Keeps the last number.
 *
 * ```ts
 * evaluate({ model }).with({ metrics: [gauge("model_auc", { help: "AUC of the last model.", value: outputMetric("auc") })] });
 * ```
 *
 * Becomes `gauge: {realtime: false, value: "{{outputs.parameters.auc}}"}`.
 */
export function gauge(
  name: string,
  {
    value,
    realtime = false,
    operation,
    ...options
  }: MetricOptions & {
    readonly value: MetricValue;
    /** Whether it also moves while the step is running; only `durationMetric` can. */
    readonly realtime?: boolean;
    readonly operation?: GaugeOperation;
  },
): Metric {
  return metric({ type: "gauge", name, value, realtime, ...(operation && { operation }), ...options });
}

/** Counts values by size: `histogram("train_seconds", { help: "…", value: durationMetric, buckets: [60, 600, 3600] })`. */
export function histogram(
  name: string,
  {
    value,
    buckets,
    ...options
  }: MetricOptions & { readonly value: MetricValue; readonly buckets: readonly (number | Duration)[] },
): Metric {
  const bounds = buckets.map((bucket) => (typeof bucket === "number" ? bucket : bucket.seconds));
  return metric({ type: "histogram", name, value, buckets: Object.freeze(bounds), ...options });
}

const source = (of: MetricSource["of"], output?: string): MetricSource =>
  Object.freeze({ kind: "metric-source", of, ...(output !== undefined && { output }) });

/** How long the step, or the run, took, in seconds. */
export const durationMetric: MetricSource = source("duration");
/** The exit code of the step. */
export const exitCodeMetric: MetricSource = source("exit-code");
/** How often the step was tried again. */
export const retriesMetric: MetricSource = source("retries");
/** CPU seconds that the step had set aside for it. */
export const cpuSecondsMetric: MetricSource = source("cpu-seconds");
/** Seconds times 100 MiB of memory that the step had set aside for it. */
export const memorySecondsMetric: MetricSource = source("memory-seconds");
/** A number that the step itself gives: the name of one of its outputs. */
export const outputMetric = (output: string): MetricSource => source("output", output);

const labelSource = (of: MetricLabelSource["of"]): MetricLabelSource => Object.freeze({ kind: "metric-label-source", of });

/** How the step ended, as a label: `Succeeded`, `Failed` or `Error`. */
export const statusLabel: MetricLabelSource = labelSource("status");
/** The run's name, as a label. Each run is a new time series: few runs only. */
export const runNameLabel: MetricLabelSource = labelSource("workflow-name");
/** The run's namespace, as a label. */
export const namespaceLabel: MetricLabelSource = labelSource("workflow-namespace");
