import { isSubdomain, labelKeyProblem, labelValueProblem } from "../laws/kubernetes-names.ts";
import type { SchemaIssue } from "./schema-issue.ts";

const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const namePart =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const labelValue =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** What Kubernetes says to a text that can't be the value of a label, or nothing. */
export function serverLabelValueWords(value: string): string | undefined {
  if (labelValueProblem(value) === undefined) return undefined;
  return value.length > 63 ? "must be no more than 63 bytes" : labelValue;
}

/** What the API server says of a name or of labels that no object can have; undefined for any other issue. */
export function serverMetadataLine({ path: [first, field], rule }: SchemaIssue, object: unknown): readonly string[] | undefined {
  if (first !== "metadata") return undefined;
  const metadata = recordIn(object, "metadata");
  if (rule === "required" && field === "name") return ["metadata.name: Required value: name or generateName is required"];
  if (rule !== "metadata" || typeof field !== "string") return undefined;
  const value = metadata[field];
  if ((field === "name" || field === "generateName") && typeof value === "string" && !isSubdomain(value))
    return [
      `metadata.${field}: Invalid value: ${JSON.stringify(value)}: ${value.length > 253 ? "must be no more than 253 bytes" : subdomain}`,
    ];
  const pairs = field === "labels" || field === "annotations" ? Object.entries(recordIn(metadata, field)) : [];
  const lines = pairs.flatMap(([key, text]) => [
    ...keyLine(field, key),
    ...(field === "labels" && typeof text === "string" ? valueLine(text) : []),
  ]);
  return lines.length === 0 ? undefined : lines;
}

function keyLine(field: string, key: string): readonly string[] {
  const [name = "", prefix] = key.split("/").reverse();
  if (labelKeyProblem(field === "annotations" ? key.toLowerCase() : key) === undefined) return [];
  const words = name.length > 63 ? "name part must be no more than 63 bytes" : namePart;
  const isPrefix = prefix !== undefined && !isSubdomain(prefix);
  return [`metadata.${field}: Invalid value: ${JSON.stringify(key)}: ${isPrefix ? `prefix part ${subdomain}` : words}`];
}

function valueLine(value: string): readonly string[] {
  const words = serverLabelValueWords(value);
  return words === undefined ? [] : [`metadata.labels: Invalid value: ${JSON.stringify(value)}: ${words}`];
}

function recordIn(value: unknown, field: string): Readonly<Record<string, unknown>> {
  const found = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
  return typeof found === "object" && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
}
