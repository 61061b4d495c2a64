import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../calls-of.ts";
import type { Rule } from "../check.ts";

/** A task passes every parameter that has no default. The editor says the same; this is for JavaScript. */
export const parameterMissing: Rule = (plan) =>
  callsOf(plan).flatMap(({ task, callee, params, args, at }) =>
    Object.entries(params)
      .filter(([name, schema]) => args[name] === undefined && !schema.safeParse(undefined).success)
      .map(([parameter]) => problem("parameter-missing", { task, parameter, component: callee }, { at })),
  );
