import { issuesText } from "../../../util/issues-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { constantArgs, travels } from "../constant-args.ts";

/** How much of a wrong value a message shows. */
const maxShown = 60;

/** A constant is a value that the parameter's schema takes: the container would refuse it, after hours perhaps. */
export const parameterWrongType: Rule = (plan) =>
  constantArgs(plan).flatMap(({ task, name, schema, value }) => {
    if (!travels(value)) return [];
    const { error } = schema.safeParse(value);
    if (error === undefined) return [];
    const text = JSON.stringify(value);
    const words = {
      task: task.task,
      parameter: name,
      issues: issuesText(error.issues),
      got: text.length > maxShown ? `${text.slice(0, maxShown)}…` : text,
    };
    return [problem("parameter-wrong-type", words, { at: task.at })];
  });
