import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../calls-of.ts";
import type { Rule } from "../check.ts";

/** A task passes every input of its component. The editor says the same; this is for JavaScript. */
export const inputMissing: Rule = (plan) =>
  callsOf(plan).flatMap(({ task, inputs, args, at }) =>
    Object.entries(inputs)
      .filter(([name]) => args[name] === undefined)
      .map(([input, type]) => problem("input-missing", { task, input, type: type.name }, { at })),
  );
