import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** A value of a certain format: what Argo's CRDs say of it. */
export const schemaFormat: LintRule = (subject) => schemaProblems(subject, "schema-format");
