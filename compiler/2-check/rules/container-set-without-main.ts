import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A set has containers, and one called `main` when it has outputs: Argo takes them from that one alone. */
export const containerSetWithoutMain: Rule = (plan) =>
  stepsOfKind(plan, "container-set").flatMap(({ name, spec, work: { members }, at }) => {
    const hasOutputs = Object.keys(spec.outputs ?? {}).length > 0;
    const isMissing = members.length === 0 || (hasOutputs && !members.some((member) => member.name === "main"));
    const known = members.map((member) => member.name).join(", ") || "none";
    return isMissing ? [problem("container-set-without-main", { step: name, known }, { at })] : [];
  });
