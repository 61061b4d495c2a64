import { labelKeyProblem, labelValueProblem } from "../../argo/laws/kubernetes-names.ts";
import { hasTags } from "../../argo/laws/template-tags.ts";
import { type Path, recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Labels and annotations of pods are ones that Kubernetes takes. */
export const podLabelWrong: LintRule = ({ object, templates, at }) =>
  [
    { label: "of the workflow", body: recordOf(object.spec["podMetadata"]), path: [...object.specPath, "podMetadata"] as Path },
    ...templates.map(({ label, body, path }) => ({
      label,
      body: recordOf(body["metadata"]),
      path: [...path, "metadata"] as Path,
    })),
  ].flatMap(({ label, body, path }) =>
    (["labels", "annotations"] as const).flatMap((field) =>
      Object.entries(recordOf(body[field])).flatMap(([key, value]) => {
        if (hasTags(key)) return [];
        const wrongKey = labelKeyProblem(key);
        const what =
          wrongKey ?? (field === "labels" && typeof value === "string" && !hasTags(value) ? labelValueProblem(value) : undefined);
        if (what === undefined) return [];
        const words = {
          template: label,
          kind: field === "labels" ? "label" : "annotation",
          key,
          what: wrongKey === undefined ? `of the value "${String(value)}", ${what}` : what,
        };
        return [problem("pod-label-wrong", words, { at: at([...path, field, key], { key: wrongKey !== undefined }) })];
      }),
    ),
  );
