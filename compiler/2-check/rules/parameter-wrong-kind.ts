import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../calls-of.ts";
import type { Rule } from "../check.ts";

/** A parameter gets a value, no artifact. The editor says the same; this is for JavaScript. */
export const parameterWrongKind: Rule = (plan) =>
  callsOf(plan).flatMap(({ task, params, args, at }) =>
    Object.keys(params).flatMap((parameter) => {
      const arg = args[parameter];
      return arg?.kind === "artifact"
        ? [problem("parameter-wrong-kind", { task, parameter, got: arg.artifact.type }, { at })]
        : [];
    }),
  );
