import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** A number within limits: what Argo's CRDs say of it. */
export const schemaRange: LintRule = (subject) => schemaProblems(subject, "schema-range");
