import { problem } from "../../diagnostics/problem.ts";
import { neededPatch } from "../../targets/needed-patch.ts";
import type { VerifyRule } from "../rule.ts";

/** A manifest means the same on every patch of its target. Where it does not, it is said from which on. */
export const targetNeedsPatch: VerifyRule = ({ plan, objects, target }) => {
  const needed = neededPatch(objects, target);
  if (needed === undefined) return [];
  return [problem("target-needs-patch", { pipeline: plan.name, patch: needed.patch }, { at: plan.at })];
};
