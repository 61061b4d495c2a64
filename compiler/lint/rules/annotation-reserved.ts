import { recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Argo's annotations are left to Argo. */
export const annotationReserved: LintRule = ({ templates, at }) =>
  templates.flatMap(({ label, body, path }) =>
    Object.keys(recordOf(recordOf(body["metadata"])["annotations"])).flatMap((key) =>
      key.startsWith("workflows.argoproj.io/")
        ? [
            problem(
              "annotation-reserved",
              { template: label, key },
              { at: at([...path, "metadata", "annotations", key], { key: true }) },
            ),
          ]
        : [],
    ),
  );
