import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Time limits stand where something runs that they can end. */
export const timeLimitMisplaced: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path, type }) => {
    if (type !== "suspend" && type !== "steps" && type !== "dag") return [];
    const isOuter = type !== "suspend";
    // Of dag and steps templates the schema speaks of the other two.
    const fields = isOuter ? ["pendingTimeout"] : ["timeout", "pendingTimeout"];
    const help = isOuter ? "Set it on the templates that are called." : "A suspend template has a duration of its own.";
    const words = { template: label, type: type === "dag" ? "a dag" : type === "steps" ? "made of steps" : "a suspend", help };
    return fields.flatMap((field) =>
      body[field] === undefined
        ? []
        : [problem("time-limit-misplaced", { ...words, field }, { at: at([...path, field], { key: true }) })],
    );
  });
