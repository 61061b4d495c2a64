import { hasTags } from "../../argo/laws/template-tags.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A CronWorkflow's name gets a time appended. */
const limits = { Workflow: 63, WorkflowTemplate: 63, ClusterWorkflowTemplate: 63, CronWorkflow: 52 } as const;

/** The name of an object is short enough for what is made of it. */
export const objectNameTooLong: LintRule = ({ object }) => {
  const { name, kind, path } = object;
  const limit = limits[kind];
  if (name === undefined || name.length <= limit || hasTags(name)) return [];
  return [
    problem("object-name-too-long", { name, length: name.length, kind, limit }, { at: object.at([...path, "metadata", "name"]) }),
  ];
};
