import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** Of a whole run Argo knows how long it took, and no output or exit code. */
export const metricOfRunUnknown: Rule = (plan) =>
  (plan.options.metrics ?? []).flatMap(({ name: metric, value }) =>
    typeof value === "number" || value.of === "duration" || value.of === "cpu-seconds" || value.of === "memory-seconds"
      ? []
      : [problem("metric-of-run-unknown", { pipeline: plan.name, metric, value: value.of }, { at: plan.at })],
  );
