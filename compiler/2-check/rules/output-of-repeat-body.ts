import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { outsideReads } from "../reads.ts";

/** What a task inside `repeatUntil` makes is there once per round: outside it is read as what the last round returned. */
export const outputOfRepeatBody: Rule = (plan) =>
  outsideReads(plan)
    .filter(({ body }) => body.kind === "repeat")
    .map(({ reader, body, at }) => {
      const related = body.at === undefined ? [] : [{ at: body.at, message: "the repeatUntil(...) that gives it" }];
      return problem("output-of-repeat-body", { reader, step: body.name }, { at, related });
    });
