import type { LintRule } from "../rule.ts";
import { schemaCel } from "../rules/schema-cel.ts";
import { schemaDuplicate } from "../rules/schema-duplicate.ts";
import { schemaEnum } from "../rules/schema-enum.ts";
import { schemaFormat } from "../rules/schema-format.ts";
import { schemaMetadata } from "../rules/schema-metadata.ts";
import { schemaPattern } from "../rules/schema-pattern.ts";
import { schemaRange } from "../rules/schema-range.ts";
import { schemaRequired } from "../rules/schema-required.ts";
import { schemaSize } from "../rules/schema-size.ts";
import { schemaType } from "../rules/schema-type.ts";
import { schemaUnknownField } from "../rules/schema-unknown-field.ts";

/** The schema of a manifest: the laws of `messages/lint-schema.md`, by code. */
export const schemaRules: readonly LintRule[] = [
  schemaCel,
  schemaDuplicate,
  schemaEnum,
  schemaFormat,
  schemaMetadata,
  schemaPattern,
  schemaRange,
  schemaRequired,
  schemaSize,
  schemaType,
  schemaUnknownField,
];
