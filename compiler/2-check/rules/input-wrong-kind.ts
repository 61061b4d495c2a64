import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../calls-of.ts";
import type { Rule } from "../check.ts";

/** An input gets an artifact, no value. The editor says the same; this is for JavaScript. */
export const inputWrongKind: Rule = (plan) =>
  callsOf(plan).flatMap(({ task, inputs, args, at }) =>
    Object.entries(inputs)
      .filter(([name]) => args[name]?.kind === "value")
      .map(([input, type]) => problem("input-wrong-kind", { task, input, type: type.name }, { at })),
  );
