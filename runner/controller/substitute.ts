import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { type Json, replaceTags } from "../template/replace-tags.ts";
import { createScope } from "../template/scope.ts";
import type { Strictness } from "../template/strictness.ts";
import { JoinedTags } from "./joined-tags.ts";

/** Values by the names that tags have; null is an output that is absent. */
export type Tags = ReadonlyMap<string, string | null>;

/**
 * Replaces the tags in a part of a manifest, once.
 * @throws TemplateError for a wrong expression, and for an unknown name that has to be there
 */
export function substitute<T>(part: T, tags: Tags, strict: Strictness): T {
  return replaceTags(part as Json, createScope(tags), { strict }) as T;
}

/** Whether an expression holds. @throws ExpressionError; Error when it gives no truth value */
export function evaluateCondition(source: string, tags: Tags): boolean {
  const value = evaluateExpression(source, argoEnvironment(new Map(tags)));
  if (typeof value !== "boolean") throw new Error(`unable to cast expression result '${String(value)}' to bool`);
  return value;
}

/** Several sets of tags as one; later ones win. */
export const joinTags = (...sets: readonly Tags[]): Tags => new JoinedTags(sets);
