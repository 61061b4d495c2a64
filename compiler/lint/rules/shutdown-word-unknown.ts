import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** What is asked of a workflow that shall end is one of two words. */
export const shutdownWordUnknown: LintRule = ({ object }) => {
  const word = textOf(object.spec["shutdown"]);
  return word === undefined || ["", "Stop", "Terminate"].includes(word)
    ? []
    : [problem("shutdown-word-unknown", { word }, { at: object.at([...object.specPath, "shutdown"]) })];
};
