import { hasTags } from "../../argo/laws/template-tags.ts";
import { listOf, recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** A variable's name ends before its value. */
export const variableNameImpossible: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ title, body, path }) =>
      listOf(body["env"]).flatMap((variable, index) => {
        const name = textOf(recordOf(variable)["name"]) ?? "";
        return name.includes("=") && !hasTags(name)
          ? [
              problem(
                "variable-name-impossible",
                { container: title, template: template.label, name },
                { at: at([...path, "env", index, "name"]) },
              ),
            ]
          : [];
      }),
    ),
  );
