import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** Entries that have to differ: what Argo's CRDs say of it. */
export const schemaDuplicate: LintRule = (subject) => schemaProblems(subject, "schema-duplicate");
