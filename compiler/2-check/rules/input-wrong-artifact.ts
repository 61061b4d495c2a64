import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../calls-of.ts";
import type { Rule } from "../check.ts";

/** An input gets an artifact of its type. The editor says the same; this is for JavaScript. */
export const inputWrongArtifact: Rule = (plan) =>
  callsOf(plan).flatMap(({ task, inputs, args, at }) =>
    Object.entries(inputs).flatMap(([input, type]) => {
      const arg = args[input];
      if (arg?.kind !== "artifact" || arg.artifact.type === type.name) return [];
      return [problem("input-wrong-artifact", { task, input, type: type.name, got: arg.artifact.type }, { at })];
    }),
  );
