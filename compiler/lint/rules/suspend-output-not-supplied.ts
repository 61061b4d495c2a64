import { recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** What a suspend template gives is what it was given. */
export const suspendOutputNotSupplied: LintRule = ({ templates, at }) =>
  templates.flatMap(({ outputs, label, type }) =>
    outputs.parameters.flatMap(({ name = "", body, path }) => {
      const from = recordOf(body["valueFrom"]);
      return type !== "suspend" || from["supplied"] !== undefined || Object.keys(from).length === 0
        ? []
        : [problem("suspend-output-not-supplied", { name, template: label }, { at: at([...path, "valueFrom"], { key: true }) })];
    }),
  );
