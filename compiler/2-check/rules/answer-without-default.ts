import type { z } from "zod";
import { problem } from "../../diagnostics/problem.ts";
import { approvalsOf } from "../approvals-of.ts";
import type { Rule } from "../check.ts";

/** When nobody has answered in time, the defaults are the answers: each has one. */
export const answerWithoutDefault: Rule = (plan) =>
  approvalsOf(plan)
    .filter(({ work }) => work.timeout !== undefined)
    .flatMap(({ task, answers }) =>
      answers
        .filter(([, schema]: readonly [string, z.ZodType]) => !schema.safeParse(undefined).success)
        .map(([answer]) => problem("answer-without-default", { answer, step: task.name }, { at: task.at })),
    );
