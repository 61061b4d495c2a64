import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** A pipeline has a task: the API server refuses an empty DAG. */
export const pipelineWithoutTasks: Rule = ({ name, steps, at }) =>
  steps.length > 0 ? [] : [problem("pipeline-without-tasks", { pipeline: name }, { at })];
