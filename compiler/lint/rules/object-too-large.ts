import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

const warnAt = 800 * 1024;

/** An object leaves room in the store for its status. */
export const objectTooLarge: LintRule = ({ object }) => {
  const size = JSON.stringify(object.value).length;
  return size <= warnAt
    ? []
    : [problem("object-too-large", { object: object.label, size: Math.ceil(size / 1024) }, { at: object.at(object.path) })];
};
