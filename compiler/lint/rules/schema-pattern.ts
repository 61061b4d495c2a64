import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** Text of a certain form: what Argo's CRDs say of it. */
export const schemaPattern: LintRule = (subject) => schemaProblems(subject, "schema-pattern");
