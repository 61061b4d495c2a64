import { labelKeyProblem, labelValueProblem } from "../../argo/laws/kubernetes-names.ts";
import { hasTags } from "../../argo/laws/template-tags.ts";
import { type Path, recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Labels of the object and of its runs are ones that Kubernetes takes. */
export const labelWrong: LintRule = ({ object }) => {
  const places: readonly Path[] = [
    [...object.path, "metadata", "labels"],
    [...object.specPath, "workflowMetadata", "labels"],
    [...object.path, "spec", "workflowMetadata", "labels"],
  ];
  const distinct = [...new Map(places.map((path) => [path.join("."), path])).values()];
  return distinct.flatMap((path) =>
    Object.entries(recordOf(object.valueAt(path))).flatMap(([key, value]) => {
      const text = typeof value === "string" ? value : "";
      const wrongKey = labelKeyProblem(key);
      const what = wrongKey === undefined ? (hasTags(text) ? undefined : labelValueProblem(text)) : `of its key, ${wrongKey}`;
      return what === undefined
        ? []
        : [
            problem(
              "label-wrong",
              { key, value: text, what },
              { at: object.at([...path, key], { key: wrongKey !== undefined }) },
            ),
          ];
    }),
  );
};
