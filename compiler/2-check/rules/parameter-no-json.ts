import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { constantArgs, travels } from "../constant-args.ts";

/** A constant is JSON: nothing else travels to a container. */
export const parameterNoJson: Rule = (plan) =>
  constantArgs(plan)
    .filter(({ value }) => !travels(value))
    .map(({ task, name }) => problem("parameter-no-json", { task: task.task, parameter: name }, { at: task.at }));
