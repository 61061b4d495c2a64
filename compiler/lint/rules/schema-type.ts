import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** Something of the wrong type: what Argo's CRDs say of it. */
export const schemaType: LintRule = (subject) => schemaProblems(subject, "schema-type");
