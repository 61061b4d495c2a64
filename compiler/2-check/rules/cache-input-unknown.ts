import { problem } from "../../diagnostics/problem.ts";
import { isCached } from "../../plan/is-cached.ts";
import { stepsOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { mergedSites } from "../options/option-sites.ts";

/** A result can be taken again when it is known that its inputs are the same: each artifact has a digest. */
export const cacheInputUnknown: Rule = (plan) => {
  const tasks = new Map(stepsOf(plan).map((step) => [step.id, step]));
  return mergedSites(plan).flatMap(({ owner, task, at }) => {
    if (!isCached(task)) return [];
    return Object.entries(task.args).flatMap(([input, arg]) => {
      if (arg.kind !== "artifact") return [];
      const { artifact } = arg;
      const from = artifact.kind === "output" ? tasks.get(artifact.task) : undefined;
      if (from?.kind === "task" && from.component.work.kind === "function") return [];
      return [problem("cache-input-unknown", { owner, input, type: artifact.type }, { at })];
    });
  });
};
