import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** A field that there is not: what Argo's CRDs say of it. */
export const schemaUnknownField: LintRule = (subject) => schemaProblems(subject, "schema-unknown-field");
