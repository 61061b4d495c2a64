import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { hasHandlers } from "../exits.ts";
import { outsideReads } from "../reads.ts";

/** Nothing waits for an exit handler, so what its tasks make is read inside it only. */
export const outputOfExitHandler: Rule = (plan) =>
  (hasHandlers(plan) ? outsideReads(plan) : [])
    .filter(({ body }) => body.kind === "exit")
    .map(({ reader, body, at }) => {
      const related = body.at === undefined ? [] : [{ at: body.at, message: "the exit handler" }];
      return problem("output-of-exit-handler", { reader }, { at, related });
    });
