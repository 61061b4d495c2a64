import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { outsideReads } from "../reads.ts";

/** What a task inside `forEach` makes is there once per item: outside it is read as the list that the loop collects. */
export const outputOfLoopBody: Rule = (plan) =>
  outsideReads(plan)
    .filter(({ body }) => body.kind === "for-each")
    .map(({ reader, body, at }) => {
      const related = body.at === undefined ? [] : [{ at: body.at, message: "the forEach(...) that gives it" }];
      return problem("output-of-loop-body", { reader, loop: body.name }, { at, related });
    });
