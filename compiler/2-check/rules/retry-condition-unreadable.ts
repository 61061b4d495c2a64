import type { RetryCondition } from "../../../dsl/options/last-try.ts";
import { problem } from "../../diagnostics/problem.ts";
import { compileRegexp } from "../../expression/go/regexp.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** What a retry asks of the last try is something that a try can have been: exit codes of failures, patterns that Go reads. */
export const retryConditionUnreadable: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options: { retry }, at }) => {
    const condition = typeof retry === "object" ? retry.when : undefined;
    return problemsIn(condition).map((reason) => problem("retry-condition-unreadable", { owner, reason }, { at }));
  });

function problemsIn(condition: RetryCondition | undefined): readonly string[] {
  switch (condition?.test) {
    case "and":
    case "or":
      return [...problemsIn(condition.left), ...problemsIn(condition.right)];
    case "exit-code":
      if (condition.codes.length === 0) return ["it names no exit code"];
      return condition.codes
        .filter((code) => !(Number.isInteger(code) && code >= 1 && code <= 255))
        .map((code) => `${code} is no exit code of a failure`);
    case "message":
      return patternProblem(condition.pattern);
    default:
      return [];
  }
}

function patternProblem(pattern: string): readonly string[] {
  try {
    compileRegexp(pattern);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
