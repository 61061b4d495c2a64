import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { suggestName } from "../suggest-name.ts";

/** RFC 1123: what Kubernetes takes as the name of an object and as a label. */
const objectName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** A CronWorkflow's name gets a time appended, a Workflow's a hash. */
const limit = 52;

/** A pipeline's name is one that Kubernetes takes for an object. */
export const pipelineName: Rule = ({ name, at }) =>
  objectName.test(name) && name.length <= limit
    ? []
    : [problem("pipeline-name", { pipeline: name, limit, suggestion: suggestName(name) }, { at })];
