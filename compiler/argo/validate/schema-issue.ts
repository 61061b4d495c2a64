/** Where a value stands in an object: `["spec", "templates", 0, "name"]`. */
export type FieldPath = readonly (string | number)[];

/** What kind of rule an object breaks. */
export type SchemaRule =
  | "kind"
  | "type"
  | "unknown-field"
  | "required"
  | "enum"
  | "pattern"
  | "format"
  | "range"
  | "size"
  | "duplicate"
  | "metadata"
  | "cel";

/** One reason why an API server with Argo's full CRDs refuses an object. */
export interface SchemaIssue {
  /** Of the value that is wrong; a required field that is missing ends its own path. */
  readonly path: FieldPath;
  readonly rule: SchemaRule;
  /** Whole sentences: what is wanted, what is there, and where it is sure, the way out. */
  readonly message: string;
}
