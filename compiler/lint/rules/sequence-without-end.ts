import { isRecord } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A sequence ends somewhere. */
export const sequenceWithoutEnd: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ task }) => {
    const sequence = task.body["withSequence"];
    return isRecord(sequence) && (sequence["count"] ?? sequence["end"] ?? null) === null
      ? [
          problem(
            "sequence-without-end",
            { task: task.label.replace(/^./, (first) => first.toLowerCase()) },
            { at: subject.at([...task.path, "withSequence"], { key: true }) },
          ),
        ]
      : [];
  });
