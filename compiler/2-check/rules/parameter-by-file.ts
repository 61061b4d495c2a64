import { problem } from "../../diagnostics/problem.ts";
import { isLong } from "../../plan/by-file.ts";
import type { Rule } from "../check.ts";
import { constantArgs, travels } from "../constant-args.ts";

/** A template of more than 128 KiB travels in a ConfigMap, which the controller must be allowed to make. */
export const parameterByFile: Rule = (plan) =>
  constantArgs(plan)
    .filter(({ value }) => travels(value) && isLong(value))
    .map(({ task, name }) => problem("parameter-by-file", { task: task.task, parameter: name }, { at: task.at }));
