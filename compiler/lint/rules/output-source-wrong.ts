import { recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { outputSources } from "../manifest/output-sources.ts";
import type { LintRule } from "../rule.ts";

const checked = new Set(["container", "script", "containerSet", "resource", "dag", "steps"]);

/** An output takes its value from what its template has. */
export const outputSourceWrong: LintRule = ({ templates, at }) =>
  templates.flatMap(({ outputs, label, type }) =>
    outputs.parameters.flatMap(({ name = "", body, path }) => {
      // Of the others Argo looks at nothing, and suspend has a law of its own.
      if (type === undefined || !checked.has(type)) return [];
      const from = recordOf(body["valueFrom"]);
      const given = Object.keys(from).filter((field) => field !== "default" && from[field] !== undefined);
      const [field] = given;
      if (field === undefined || given.some((one) => outputSources[type].includes(one))) return [];
      const words = {
        name,
        template: label,
        field,
        type: `a ${type} template`,
        fields: `valueFrom: {${outputSources[type].join(" or ")}: …}`,
      };
      return [problem("output-source-wrong", words, { at: at([...path, "valueFrom", field], { key: true }) })];
    }),
  );
