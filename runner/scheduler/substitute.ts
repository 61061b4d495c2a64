import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { formatValue } from "../../compiler/expression/go/format-value.ts";
import { type Json, replaceTags } from "../template/replace-tags.ts";
import { createScope } from "../template/scope.ts";
import type { Tags } from "./tags.ts";

/** Tags whose first word is one of these are Argo's own; others, such as Jinja's, are text. */
const ownTags = ["inputs", "tasks", "steps", "item", "workflow", "outputs"];

/**
 * Replaces the tags in a part of a manifest.
 * @throws TemplateError for a wrong expression, and for an unknown name unless it may stay unresolved
 */
export function substitute<T>(part: T, tags: Tags, { allowUnresolved }: { readonly allowUnresolved: boolean }): T {
  return replaceTags(part as Json, createScope(tags), { strict: allowUnresolved ? "none" : ownTags }) as T;
}

/** Whether an expression holds. @throws ExpressionError */
export function evaluateCondition(source: string, tags: Tags): boolean {
  return evaluateExpression(source, argoEnvironment(tags)) === true;
}

/** The value of an output's expression as Argo writes it; undefined when there is none. */
export function evaluateToText(source: string, tags: Tags): string | undefined {
  const value = evaluateExpression(source, argoEnvironment(tags));
  return value === null ? undefined : formatValue(value);
}
