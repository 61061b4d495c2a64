import { shortened } from "./found-words.ts";
import type { FieldPath, SchemaIssue } from "./schema-issue.ts";

type JsonObject = Readonly<Record<string, unknown>>;

const label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
const dnsLabel = new RegExp(`^${label}$`);
const dnsSubdomain = new RegExp(`^${label}(?:\\.${label})*$`);
const qualified = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const annotationBytes = 256 * 1024;

/**
 * What the API server checks in every object's metadata, whatever its kind: names, namespace, labels, annotations, finalizers. The types
 * of the fields are the schema's.
 */
export function metadataIssues(metadata: unknown, namespaced: boolean): readonly SchemaIssue[] {
  const meta = isObject(metadata) ? metadata : {};
  const issues: SchemaIssue[] = [];
  const report = (path: FieldPath, message: string): void => {
    issues.push(Object.freeze({ path: Object.freeze(["metadata", ...path]), rule: "metadata", message }));
  };
  const { name, generateName, namespace, generation } = meta;
  const nameMissing = (name ?? "") === "" && (generateName ?? "") === "";
  if (nameMissing)
    issues.push(
      Object.freeze({
        path: Object.freeze(["metadata", "name"]),
        rule: "required",
        message: '"metadata" needs "name", or "generateName".',
      }),
    );
  if (isText(name) && name !== "") nameIssue("name", name, report);
  if (isText(generateName) && generateName !== "")
    nameIssue("generateName", generateName.replace(/-$/, "a"), report, generateName);
  if (isText(namespace) && namespace !== "") {
    if (!namespaced) report(["namespace"], "Objects of this kind belong to the whole cluster and have no namespace.");
    else if (namespace.length > 63 || !dnsLabel.test(namespace))
      report(
        ["namespace"],
        `"namespace" can't be ${shortened(namespace)}: wanted are small letters, digits and "-", at most 63 of them.`,
      );
  }
  if (typeof generation === "number" && generation < 0)
    report(["generation"], `"generation" can't be ${generation}: the least is 0.`);
  for (const message of labelIssues(meta["labels"])) report(["labels"], message);
  for (const message of annotationIssues(meta["annotations"])) report(["annotations"], message);
  const owners = Array.isArray(meta["ownerReferences"]) ? meta["ownerReferences"] : [];
  if (owners.filter((owner) => isObject(owner) && owner["controller"] === true).length > 1)
    report(["ownerReferences"], 'Only one of "ownerReferences" can have "controller".');
  if (Array.isArray(meta["finalizers"]))
    for (const one of meta["finalizers"])
      if (isText(one) && !isQualified(one)) report(["finalizers"], keyWords("finalizer", one));
  return issues;
}

type Report = (path: FieldPath, message: string) => void;

function nameIssue(field: string, name: string, report: Report, shown = name): void {
  if (name.length > 253) report([field], `"${field}" is ${name.length} characters long; at most 253 are allowed.`);
  else if (!dnsSubdomain.test(name))
    report(
      [field],
      `"${field}" can't be ${shortened(shown)}: wanted are small letters, digits, "-" and ".", a letter or digit at both ends.`,
    );
}

function* labelIssues(labels: unknown): Iterable<string> {
  if (!isObject(labels)) return;
  for (const [key, value] of Object.entries(labels)) {
    if (!isQualified(key)) yield keyWords("label", key);
    if (isText(value) && value !== "" && (value.length > 63 || !qualified.test(value)))
      yield `Label ${shortened(key)} can't be ${shortened(value)}: wanted are at most 63 letters, digits and -_. with a letter or digit at both ends.`;
  }
}

function* annotationIssues(annotations: unknown): Iterable<string> {
  if (!isObject(annotations)) return;
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    if (!isQualified(key.toLowerCase())) yield keyWords("annotation", key);
    bytes += Buffer.byteLength(key) + (isText(value) ? Buffer.byteLength(value) : 0);
  }
  if (bytes > annotationBytes) yield `"annotations" hold ${bytes} bytes; at most ${annotationBytes} are allowed.`;
}

const keyWords = (what: string, key: string): string =>
  `No ${what} can be called ${shortened(key)}: wanted are at most 63 letters, digits and -_. with a letter or digit at both ends, and before it perhaps a domain and "/".`;

/** `name` or `domain.example/name`. */
function isQualified(key: string): boolean {
  const [name = "", prefix, more] = key.split("/").reverse();
  if (more !== undefined || name.length > 63 || !qualified.test(name)) return false;
  return prefix === undefined || (prefix.length <= 253 && dnsSubdomain.test(prefix));
}

const isText = (value: unknown): value is string => typeof value === "string";
const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
