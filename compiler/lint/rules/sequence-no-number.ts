import { hasTags } from "../../argo/laws/template-tags.ts";
import { recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A sequence counts in whole numbers, and not below zero times. */
export const sequenceNoNumber: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ task }) => {
    const sequence = recordOf(task.body["withSequence"]);
    return ["count", "start", "end"].flatMap((field) => {
      const value = sequence[field];
      const text = typeof value === "number" || typeof value === "string" ? String(value) : undefined;
      if (text === undefined || hasTags(text)) return [];
      const isNegative = field === "count" && /^-\d+$/.test(text);
      if (/^[-+]?\d+$/.test(text) && !isNegative) return [];
      const words = {
        field,
        value: text,
        task: task.label.replace(/^./, (first) => first.toLowerCase()),
        more: field === "count" ? " of times" : "",
        help: isNegative ? "Write start and end to count down." : "",
      };
      return [problem("sequence-no-number", words, { at: subject.at([...task.path, "withSequence", field]) })];
    });
  });
