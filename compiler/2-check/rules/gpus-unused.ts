import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { distinctSites } from "../options/option-sites.ts";

/** A component asks for one GPU: TensorFlow.js computes on one, and the others would stand idle at full price. */
export const gpusUnused: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, task, at }) => {
    const count = options.resources?.gpu?.count ?? 1;
    if (!Number.isInteger(count) || count < 2 || task.component.work.kind !== "function") return [];
    return [problem("gpus-unused", { owner, count }, { at })];
  });
