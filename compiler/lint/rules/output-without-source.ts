import { problem } from "../../diagnostics/problem.ts";
import { outputSources } from "../manifest/output-sources.ts";
import type { LintRule } from "../rule.ts";
import { isRecord } from "../yaml/json.ts";

/** An output takes its value from somewhere. */
export const outputWithoutSource: LintRule = ({ templates, at }) =>
  templates.flatMap(({ outputs, label, type }) =>
    outputs.parameters.flatMap(({ name = "", body, path }) => {
      const from = body["valueFrom"];
      if (!isRecord(from) || type === undefined || Object.keys(from).some((field) => field !== "default")) return [];
      return [
        problem(
          "output-without-source",
          { name, template: label, fields: outputSources[type].join(", ") },
          { at: at([...path, "valueFrom"], { key: true }) },
        ),
      ];
    }),
  );
