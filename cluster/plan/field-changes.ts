import { stableJson } from "../../util/stable-json.ts";
import type { KubeObject } from "../watch-object.ts";

/** A field of an object whose value changes. */
export interface FieldChange {
  /** `spec.templates[train].container.image` */
  readonly path: string;
  /** As JSON; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What the server writes by itself, or another tool for itself alone. */
const notContent = ["managedFields", "resourceVersion", "generation", "creationTimestamp", "uid", "selfLink"];
const kubectlsMemory = "kubectl.kubernetes.io/last-applied-configuration";

/** An object without what the server writes by itself. */
export function contentOf({ status: _status, metadata, ...rest }: KubeObject): KubeObject {
  const kept = Object.fromEntries(Object.entries(metadata).filter(([name]) => !notContent.includes(name)));
  const annotations = { ...(metadata["annotations"] as Readonly<Record<string, string>> | undefined) };
  delete annotations[kubectlsMemory];
  const { annotations: _annotations, ...others } = kept;
  return { ...rest, metadata: { ...others, ...(Object.keys(annotations).length > 0 && { annotations }) } };
}

/** The fields in which two states of an object differ; items of lists are told apart by their names where they have some. */
export function fieldChanges(before: KubeObject, after: KubeObject): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  compare("", contentOf(before), contentOf(after), changes);
  return changes;
}

function compare(path: string, before: unknown, after: unknown, into: FieldChange[]): void {
  if (stableJson(before) === stableJson(after)) return;
  const [old, now] = [membersOf(before, after), membersOf(after, before)];
  if (old === undefined || now === undefined) {
    into.push({ path, before: textOf(before), after: textOf(after) });
    return;
  }
  const found = into.length;
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const at = key.startsWith("[") || path === "" ? `${path}${key}` : `${path}.${key}`;
    compare(at, old.get(key), now.get(key), into);
  }
  if (into.length === found) into.push({ path: `order of ${path}`, before: textOf(before), after: textOf(after) });
}

const textOf = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value));

/** The parts of a value that are compared one by one, when the other value has such parts as well. */
function membersOf(value: unknown, other: unknown): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(value)) {
    if (!Array.isArray(other)) return undefined;
    const names = [value, other].map((list) => list.map(nameOf));
    const areNamed = names.every((list) => !list.includes(undefined) && new Set(list).size === list.length);
    return new Map(value.map((item, index) => [`[${areNamed ? nameOf(item) : index}]`, item]));
  }
  const isRecord = (one: unknown): boolean => typeof one === "object" && one !== null && !Array.isArray(one);
  if (!isRecord(value) || !isRecord(other)) return undefined;
  return new Map(Object.entries(value as object).map(([key, one]) => [/^[\w-]+$/.test(key) ? key : `["${key}"]`, one]));
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const { name } = item as { readonly name?: unknown };
  return typeof name === "string" ? name : undefined;
}
