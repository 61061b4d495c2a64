import { isRecord, type Json, recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

const sources = ["path", "jsonPath", "jqFilter", "parameter", "expression", "supplied", "configMapKeyRef", "event"];

/** An output takes its value from one place. */
export const outputOfTwoSources: LintRule = ({ templates, at }) =>
  templates.flatMap(({ outputs, label }) =>
    outputs.parameters.flatMap(({ name = "", body, path }) => {
      const from = recordOf(body["valueFrom"]);
      const given = [
        ...sources.filter((field) => from[field] !== undefined),
        ...(isGiven(body["value"]) && isRecord(body["valueFrom"]) ? ["value"] : []),
      ];
      const [, second] = given;
      if (second === undefined) return [];
      const spot = second === "value" ? [...path, "value"] : [...path, "valueFrom", second];
      return [
        problem("output-of-two-sources", { name, template: label, fields: given.join(" and ") }, { at: at(spot, { key: true }) }),
      ];
    }),
  );

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null;
