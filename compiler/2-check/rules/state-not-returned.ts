import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { repeatsOf } from "../repeats-of.ts";

/** A round returns what the next one starts with, as the same kind of thing. The editor says the same; this is for JavaScript. */
export const stateNotReturned: Rule = (plan) =>
  repeatsOf(plan).flatMap(({ name, start, results, at }) =>
    Object.entries(start)
      .filter(([state, arg]) => results[state]?.kind !== arg.kind)
      .map(([state]) => problem("state-not-returned", { step: name, state }, { at })),
  );
