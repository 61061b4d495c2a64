import { problem } from "../../diagnostics/problem.ts";
import { sourceLimitBytes } from "../../foreign/source-limit.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** The source of a script fits into its template. The files of scripts are held to the same when they are read. */
export const scriptSourceTooLong: Rule = (plan) =>
  stepsOfKind(plan, "script").flatMap(({ name, work: { source }, at }) => {
    const bytes = typeof source === "string" ? Buffer.byteLength(source) : 0;
    return bytes > sourceLimitBytes
      ? [problem("script-source-too-long", { step: name, bytes, limit: sourceLimitBytes }, { at })]
      : [];
  });
