import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** A field that has to be there: what Argo's CRDs say of it. */
export const schemaRequired: LintRule = (subject) => schemaProblems(subject, "schema-required");
