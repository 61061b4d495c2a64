import { listOf, recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A metric is of some kind. */
export const metricOfNoKind: LintRule = ({ object, templates, at }) =>
  [
    { where: "the workflow", body: object.spec, path: object.specPath },
    ...templates.map(({ label, body, path }) => ({ where: `template "${label}"`, body, path })),
  ].flatMap(({ where, body, path }) =>
    listOf(recordOf(body["metrics"])["prometheus"]).flatMap((metric, index) => {
      const one = recordOf(metric);
      return ["counter", "gauge", "histogram"].some((kind) => one[kind] !== undefined)
        ? []
        : [
            problem(
              "metric-of-no-kind",
              { name: String(one["name"] ?? ""), where },
              { at: at([...path, "metrics", "prometheus", index]) },
            ),
          ];
    }),
  );
