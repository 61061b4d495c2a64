import { encodeWire } from "../../../util/wire-form.ts";
import { problem } from "../../diagnostics/problem.ts";
import { isLong } from "../../plan/by-file.ts";
import type { Rule } from "../check.ts";
import { constantArgs, travels } from "../constant-args.ts";

/** A manifest's object with a longer value could not be applied: `kubectl` keeps a copy of it in annotations, which end at 256 KiB. */
const limit = 180 * 1024;

/** A constant fits into the manifest. */
export const parameterTooLong: Rule = (plan) =>
  constantArgs(plan).flatMap(({ task, name, value }) => {
    const bytes = travels(value) && isLong(value) ? Buffer.byteLength(encodeWire(value)) : 0;
    return bytes <= limit
      ? []
      : [problem("parameter-too-long", { task: task.task, parameter: name, bytes, limit }, { at: task.at })];
  });
