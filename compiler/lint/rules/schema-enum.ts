import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** One of a few words: what Argo's CRDs say of it. */
export const schemaEnum: LintRule = (subject) => schemaProblems(subject, "schema-enum");
