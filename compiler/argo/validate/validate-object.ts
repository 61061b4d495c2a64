import { didYouMean } from "../../../util/did-you-mean.ts";
import { foundWords } from "./found-words.ts";
import { metadataIssues } from "./object-meta.ts";
import type { FieldPath, SchemaIssue, SchemaRule } from "./schema-issue.ts";
import { kinds, shapes } from "./schemas.generated.ts";
import { visitSchema } from "./visit-schema.ts";

const group = "argoproj.io";
const version = "v1alpha1";

/**
 * Everything that an API server with Argo's full CRDs says to an object when it is created: types, unknown and missing fields, words,
 * patterns, limits, the rules of several fields (CEL), metadata. Beyond it, numbers that the controller can't hold in 32 bits are
 * refused, and a rule of several fields is looked at although something else is wrong elsewhere.
 *
 * Objects of other groups are left alone, and so are kinds of Argo's group that Argo Workflows does not have, unless one is nearly ours.
 *
 * ```ts
 * validateObject({ apiVersion: "argoproj.io/v1alpha1", kind: "Workflow", metadata: { name: "hello" }, spec: { entripoint: "main" } });
 * // => [{ path: ["spec", "entripoint"], rule: "unknown-field", message: 'There is no field "entripoint" in "spec". Did you mean "entrypoint"?' }]
 * ```
 */
export function validateObject(object: unknown): readonly SchemaIssue[] {
  if (typeof object !== "object" || object === null || Array.isArray(object))
    return Object.freeze([issue([], "type", `An object is wanted, not ${foundWords(object)}.`)]);
  const { apiVersion, kind, metadata } = object as Readonly<Record<string, unknown>>;
  if (typeof apiVersion !== "string" || !apiVersion.startsWith(`${group}/`)) return none;
  const known = typeof kind === "string" && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (known === undefined) return Object.freeze(unknownKind(kind));
  if (apiVersion !== `${group}/${version}`)
    return Object.freeze([
      issue(["apiVersion"], "kind", `"apiVersion" of a ${kind} is "${group}/${version}", not ${foundWords(apiVersion)}.`),
    ]);
  const issues: SchemaIssue[] = [];
  visitSchema(object, known.shape, { path: [], issues, shapes: [] });
  issues.push(...metadataIssues(metadata, known.namespaced));
  return Object.freeze(issues);
}

/**
 * What the API server would say to a template that stood in `spec.templates`. For templates by hand, and for `inline`, which the CRDs
 * leave open and Argo's controller does not.
 */
export function validateTemplate(template: unknown): readonly SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  visitSchema([template], shapes.templates, { path: ["templates"], issues, shapes: [] });
  return Object.freeze(issues.map(({ path, rule, message }) => issue(path.slice(2), rule, message)));
}

/** Whether `validateObject` knows the kind. */
export const isArgoKind = (kind: string): boolean => Object.hasOwn(kinds, kind);

const none: readonly SchemaIssue[] = Object.freeze([]);

/** Other projects of the group have kinds of their own: only what is almost ours is said to be wrong. */
function unknownKind(kind: unknown): readonly SchemaIssue[] {
  if (typeof kind !== "string")
    return [issue(["kind"], "kind", `"kind" has to be text such as "Workflow", not ${foundWords(kind)}.`)];
  const close = Object.keys(kinds).find((name) => name.toLowerCase() === kind.toLowerCase()) ?? almost(kind);
  return close === undefined
    ? []
    : [issue(["kind"], "kind", `There is no kind ${JSON.stringify(kind)}. Did you mean "${close}"?`)];
}

function almost(kind: string): string | undefined {
  const close = /"(\w+)"/.exec(didYouMean(kind, Object.keys(kinds)))?.[1];
  return close !== undefined && Math.abs(close.length - kind.length) <= 2 && !otherKinds.has(kind) ? close : undefined;
}

/** Of Argo Workflows as well, but written by its controller alone. */
const otherKinds: ReadonlySet<string> = new Set(["WorkflowTaskSet", "WorkflowTaskResult", "WorkflowArtifactGCTask"]);

const issue = (path: FieldPath, rule: SchemaRule, message: string): SchemaIssue =>
  Object.freeze({ path: Object.freeze([...path]), rule, message });
