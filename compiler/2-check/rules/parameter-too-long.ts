import { encodeWire, wireLimitBytes } from "../../../util/wire-form.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { constantArgs, travels } from "../constant-args.ts";

/** A constant fits into an environment variable of the container. */
export const parameterTooLong: Rule = (plan) =>
  constantArgs(plan).flatMap(({ task, name, value }) => {
    const bytes = travels(value) ? Buffer.byteLength(encodeWire(value)) : 0;
    if (bytes <= wireLimitBytes) return [];
    return [problem("parameter-too-long", { task: task.task, parameter: name, bytes, limit: wireLimitBytes }, { at: task.at })];
  });
