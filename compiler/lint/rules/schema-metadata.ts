import { schemaProblems } from "../manifest/schema-issues.ts";
import type { LintRule } from "../rule.ts";

/** Metadata of any object: what Argo's CRDs say of it. */
export const schemaMetadata: LintRule = (subject) => schemaProblems(subject, "schema-metadata");
