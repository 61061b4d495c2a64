import { isRecord, type Json, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { outputSources } from "../manifest/output-sources.ts";
import type { LintRule } from "../rule.ts";

/** An output takes its value from somewhere. */
export const outputWithoutSource: LintRule = ({ templates, at }) =>
  templates.flatMap(({ outputs, label, type }) =>
    outputs.parameters.flatMap(({ name = "", body, path }) => {
      const from = body["valueFrom"] ?? undefined;
      if (type === undefined || (from === undefined ? textOf(body["value"]) !== undefined : !saysNothing(from))) return [];
      const words = { name, template: label, fields: outputSources[type].join(", ") };
      const place = from === undefined ? at(path) : at([...path, "valueFrom"], { key: true });
      return [problem("output-without-source", words, { at: place })];
    }),
  );

const saysNothing = (from: Json): boolean => isRecord(from) && Object.keys(from).every((field) => field === "default");
