import type { KubeObject } from "../../../cluster/watch-object.ts";
import { parseYaml } from "../../../compiler/argo/yaml/parse-yaml.ts";
import { toJson } from "../../../compiler/argo/yaml/to-json.ts";

/**
 * The objects of a manifest as kubectl reads them: documents one after the other, a List for the objects in it.
 * @throws Error in kubectl's words
 */
export function manifestObjects(text: string, source: string): readonly KubeObject[] {
  return manifestValues(text, source).flatMap((value) => itemsOf(value, source));
}

/** The values of a manifest's documents. @throws Error */
export function manifestValues(text: string, source: string): readonly unknown[] {
  return parseYaml(text).parsed.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`error parsing ${source}: ${error.message.split("\n")[0]}`);
    const { value } = toJson(document);
    return value === null || value === undefined ? [] : [value];
  });
}

function itemsOf(value: unknown, source: string): readonly KubeObject[] {
  const object = value as Partial<KubeObject> & { readonly items?: readonly unknown[] };
  const bare = JSON.stringify(value);
  if (typeof value !== "object" || Array.isArray(value))
    throw new Error(
      `unable to decode "${source}": a ${Array.isArray(value) ? "list" : typeof value} is no object: ${bare.slice(0, 80)}`,
    );
  if (object.kind === "List" && Array.isArray(object.items)) return object.items.flatMap((item) => itemsOf(item, source));
  if (!object.kind) throw new Error(`unable to decode "${source}": Object 'Kind' is missing in '${bare}'`);
  if (!object.apiVersion) throw new Error(`unable to decode "${source}": Object 'apiVersion' is missing in '${bare}'`);
  return [{ ...object, metadata: object.metadata ?? {} }];
}
