import type { Metrics, Prometheus } from "../../compiler/argo/model.generated.ts";
import { refuse } from "./refusal.ts";

const metricName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Metrics have names, labels and values that Prometheus takes, and a sentence of help. */
export function checkMetrics(at: string, { prometheus = [] }: Metrics): void {
  for (const metric of prometheus) {
    const { name, help, labels = [] } = metric;
    if (!metricName.test(name))
      refuse(`${at} metric name '${name}' is invalid. Metric names must contain alphanumeric characters or '_'`);
    const label = labels.find(({ key }) => !metricName.test(key));
    if (label !== undefined)
      refuse(`metric label '${label.key}' is invalid: keys may only contain alphanumeric characters or '_'`);
    if (!help) refuse(`${at} metric '${name}' must contain a help string under 'help: ' field`);
    const problem = valueProblem(metric);
    if (problem !== undefined) refuse(`${at} metric '${name}' error: ${problem}`);
  }
}

function valueProblem({ gauge, counter, histogram }: Prometheus): string | undefined {
  if (gauge !== undefined && !gauge.value) return "missing gauge.value";
  if (gauge?.realtime === true && gauge.value.includes("resourcesDuration."))
    return "'resourcesDuration.*' metrics cannot be used in real-time";
  if (counter !== undefined && !counter.value) return "missing counter.value";
  if (histogram !== undefined && !histogram.value) return "missing histogram.value";
  return undefined;
}
