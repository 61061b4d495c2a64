import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** A pipeline that is run gets parameters alone: artifacts come from a pipeline that calls it. */
export const pipelineNeedsInputs: Rule = ({ name, inputs, at }) => {
  const names = Object.keys(inputs);
  return names.length === 0
    ? []
    : [problem("pipeline-needs-inputs", { pipeline: name, inputs: names.map((one) => `"${one}"`).join(", ") }, { at })];
};
