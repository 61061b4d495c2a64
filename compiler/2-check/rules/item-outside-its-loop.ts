import { problem } from "../../diagnostics/problem.ts";
import { refsOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { readsOf } from "../reads.ts";

/** The item and the index of a loop are read inside its body: outside there is no item that could be meant. */
export const itemOutsideItsLoop: Rule = (plan) =>
  readsOf(plan).flatMap(({ arg, reader, around, at }) => {
    return refsOf(arg)
      .filter(
        (ref) =>
          (ref.kind === "item" || ref.kind === "index" || ref.kind === "state") && !around.some(({ id }) => id === ref.scope),
      )
      .map(() => problem("item-outside-its-loop", { reader }, { at }));
  });
