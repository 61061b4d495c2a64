import type { LintRule } from "../rule.ts";
import { expressionNameUnknown } from "../rules/expression-name-unknown.ts";
import { expressionSyntax } from "../rules/expression-syntax.ts";
import { expressionTypesDiffer } from "../rules/expression-types-differ.ts";
import { resultNotCaptured } from "../rules/result-not-captured.ts";
import { sprigFunctionUnknown } from "../rules/sprig-function-unknown.ts";

/** Expressions in a manifest: the laws of `messages/lint-expressions.md`, by code. */
export const expressionsRules: readonly LintRule[] = [
  expressionNameUnknown,
  expressionSyntax,
  expressionTypesDiffer,
  resultNotCaptured,
  sprigFunctionUnknown,
];
