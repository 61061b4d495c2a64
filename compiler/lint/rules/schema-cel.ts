import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** Fields that exclude one another: what Argo's CRDs say of it. */
export const schemaCel: LintRule = (subject) => schemaProblems(subject, "schema-cel");
