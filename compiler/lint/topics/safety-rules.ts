import type { LintRule } from "../rule.ts";
import { scriptSplicesText } from "../rules/script-splices-text.ts";
import { secretInPlainText } from "../rules/secret-in-plain-text.ts";

/** Safety of a manifest: the laws of `messages/lint-safety.md`, by code. */
export const safetyRules: readonly LintRule[] = [scriptSplicesText, secretInPlainText];
