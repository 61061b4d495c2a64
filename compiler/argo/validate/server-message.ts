import { schemaAt, valueAt } from "./schema-at.ts";
import type { FieldPath, SchemaIssue, SchemaRule } from "./schema-issue.ts";
import { kinds } from "./schemas.generated.ts";
import { serverLines, serverPath } from "./server-lines.ts";
import { serverMetadataLine } from "./server-metadata-line.ts";

/** What keeps the API server from looking at the laws of several fields, and at items that come twice. */
const blocking: ReadonlySet<SchemaRule> = new Set(["type", "required", "enum"]);

const notChecked =
  "<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation";

/**
 * The message with which an API server, asked by `kubectl create`, refuses an object with these issues; the name of the file is none of
 * what is known here.
 *
 * @param issues of `validateObject`
 * @returns undefined when there are none
 */
export function serverMessage(object: unknown, issues: readonly SchemaIssue[]): string | undefined {
  const [first] = issues;
  if (first === undefined) return undefined;
  const { kind, apiVersion, metadata } = (object ?? {}) as Readonly<Record<string, unknown>>;
  const name = textIn(metadata, "name");
  if (first.rule === "kind")
    return `resource mapping not found for name: "${name}" namespace: "${textIn(metadata, "namespace")}": no matches for kind "${String(kind)}" in version "${String(apiVersion)}"\nensure CRDs are installed first`;
  const schema = kinds[String(kind)]?.shape;
  if (schema === undefined) return first.message;
  const unknown = issues.flatMap((issue) => unknownFields(issue, object, String(kind)));
  if (unknown.length > 0) {
    const fields = [...unknown].sort().map((field) => `unknown field "${field}"`);
    return `${String(kind)} in version "v1alpha1" cannot be handled as a ${String(kind)}: strict decoding error: ${fields.join(", ")}`;
  }
  const isBlocked = issues.some(({ rule, path }) => blocking.has(rule) || isTooMuch(object, path, rule, schema));
  const shown = isBlocked ? issues.filter(({ rule }) => rule !== "cel" && rule !== "duplicate") : issues;
  const lines = shown.flatMap((issue) => serverMetadataLine(issue, object) ?? serverLines(issue, object, schema));
  const all = [...new Set(lines), ...(isBlocked ? [notChecked] : [])];
  return `The ${String(kind)} "${name}" is invalid: ${all.length === 1 ? all[0] : all.map((line) => `\n* ${line}`).join("")}`;
}

/** Fields that the schema does not have; an object in the place of text or a list has such fields only. */
function unknownFields({ rule, path }: SchemaIssue, object: unknown, kind: string): readonly string[] {
  if (rule === "unknown-field") return [serverPath(path)];
  const schema = kinds[kind]?.shape;
  const wanted = schema === undefined ? undefined : schemaAt(schema, path)?.is;
  const value = valueAt(object, path);
  if (rule !== "type" || wanted === "shape" || wanted === "map" || wanted === "anything") return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.keys(value).map((key) => serverPath([...path, key]));
}

/** Too long and too many block as well, too short and too few do not. */
function isTooMuch(object: unknown, path: FieldPath, rule: SchemaRule, root: Parameters<typeof schemaAt>[0]): boolean {
  if (rule !== "size") return false;
  const schema = schemaAt(root, path);
  const value = valueAt(object, path);
  const most = schema?.is === "text" || schema?.is === "list" ? schema.limits?.most : undefined;
  return most !== undefined && (typeof value === "string" || Array.isArray(value)) && [...value].length > most;
}

function textIn(value: unknown, field: string): string {
  const found = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
  return typeof found === "string" ? found : "";
}
