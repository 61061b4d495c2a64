import { problem } from "../../diagnostics/problem.ts";
import { refsOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { hasHandlers } from "../exits.ts";
import { readsOf } from "../reads.ts";

/** How something ended is read in the handler that was told: before there is no end, and another handler has its own. */
export const endOutsideItsHandler: Rule = (plan) =>
  !hasHandlers(plan)
    ? []
    : readsOf(plan).flatMap(({ arg, reader, around, at }) =>
        refsOf(arg)
          .filter((ref) => (ref.kind === "ended" || ref.kind === "left") && !around.some(({ id }) => id === ref.scope))
          .map(() => problem("end-outside-its-handler", { reader }, { at })),
      );
