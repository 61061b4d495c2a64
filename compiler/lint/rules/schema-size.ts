import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** A list or a text of a certain length: what Argo's CRDs say of it. */
export const schemaSize: LintRule = (subject) => schemaProblems(subject, "schema-size");
