import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { outsideReads } from "../reads.ts";

/**
 * What a step reads exists where it stands: a task inside `when` may not run, so its outputs are read inside only.
 *
 * On a cluster the reader of a skipped output fails without a retry, or waits for ever.
 */
export const outputMayBeAbsent: Rule = (plan) =>
  outsideReads(plan)
    .filter(({ body }) => body.kind === "when")
    .map(({ reader, body, at }) => {
      const related = body.at === undefined ? [] : [{ at: body.at, message: "the when(...) that gives it" }];
      return problem("output-may-be-absent", { reader, condition: body.name }, { at, related });
    });
