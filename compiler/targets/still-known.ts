import type { FieldPath, SchemaIssue } from "../argo/validate/schema-issue.ts";
import type { Target } from "./target.ts";

/** Fields that Argo 4.0 took away, each by the end of its path. What stands in them is not looked into. */
const takenAway: readonly (readonly string[])[] = [
  ["spec", "schedule"],
  ["synchronization", "mutex"],
  ["synchronization", "semaphore"],
  ["memoize", "cache", "configMap", "key"],
  ["memoize", "cache", "configMap", "optional"],
];

/**
 * What is wrong with an object on a target, of what is wrong with it on the newest Argo: an older one still knows fields that were taken
 * away since.
 */
export function issuesOnTarget(issues: readonly SchemaIssue[], object: unknown, target: Target): readonly SchemaIssue[] {
  return target.version === "3.7" ? issues.filter((issue) => !isFine(issue, object)) : issues;
}

function isFine({ rule, path }: SchemaIssue, object: unknown): boolean {
  if (rule === "unknown-field") return takenAway.some((end) => endsWith(path, end));
  return rule === "required" && endsWith(path, ["spec", "schedules"]) && hasSchedule(object);
}

function hasSchedule(object: unknown): boolean {
  const { spec } = object as { readonly spec?: { readonly schedule?: unknown } };
  return typeof spec?.schedule === "string";
}

const endsWith = (path: FieldPath, end: readonly string[]): boolean =>
  path.length >= end.length && end.every((part, index) => path[path.length - end.length + index] === part);
