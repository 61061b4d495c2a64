import { basename } from "node:path";
import { parseYaml } from "../../compiler/argo/yaml/parse-yaml.ts";
import { toJson } from "../../compiler/argo/yaml/to-json.ts";
import { RunError } from "../run-error.ts";
import { Cluster, type ClusterObject } from "./cluster.ts";

/** The kinds of Argo that a run can be made of. */
const argoKinds = ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"];

/** A file with manifests. */
export interface ManifestText {
  readonly name: string;
  readonly text: string;
}

/** What a compiled pipeline is: it need not be read from the text that it becomes. */
export interface ManifestObjects {
  readonly name: string;
  readonly objects: readonly object[];
}

/**
 * Reads the objects of a YAML or JSON file as `kubectl` does.
 * @throws RunError for text that is no YAML, with its line, and for a file without an Argo object
 */
export function readManifest(text: string, fileName: string): readonly ClusterObject[] {
  const read = readObjects({ name: fileName, text });
  requireArgo([read], fileName);
  return read.objects;
}

/**
 * The objects of several files together: some may hold nothing but what the others refer to.
 * @throws RunError as `readManifest`, and for an object that is there twice
 */
export function readCluster(files: readonly (ManifestText | ManifestObjects)[]): Cluster {
  const read = files.map((file) => ({ ...("text" in file ? readObjects(file) : asRead(file)), file: file.name }));
  requireArgo(read, files.map(({ name }) => basename(name)).join(", "));
  const places = new Map<string, string>();
  for (const { objects, file } of read)
    for (const { kind, metadata } of objects) {
      const name = metadata?.name;
      const first = places.get(`${kind}/${name}`);
      if (name !== undefined && first !== undefined && first !== file)
        throw new RunError(
          "object-twice",
          `The ${kind} "${name}" is in "${first}" and in "${file}" too.`,
          "On a cluster the one that is applied last would win. Name only one of the files.",
        );
      places.set(`${kind}/${name}`, file);
    }
  return new Cluster(read.flatMap(({ objects }) => objects));
}

interface ReadObjects {
  readonly objects: readonly ClusterObject[];
  /** What is no object, in words. */
  readonly others: readonly string[];
}

function requireArgo(read: readonly ReadObjects[], fileName: string): void {
  const objects = read.flatMap((one) => one.objects);
  if (objects.some(isArgo)) return;
  const found = [...read.flatMap(({ others }) => others), ...objects.map(describe)];
  throw new RunError(
    "manifest-not-argo",
    `"${fileName}" holds no Argo workflow; found ${found.length === 0 ? "nothing" : found.join(", ")}.`,
    `Wanted: apiVersion argoproj.io/v1alpha1 and a kind of ${argoKinds.join(", ")}.`,
  );
}

/** As if they were read: on a cluster, too, they are nothing but JSON. */
const asRead = ({ objects }: ManifestObjects): ReadObjects => ({
  objects: JSON.parse(JSON.stringify(objects)) as readonly ClusterObject[],
  others: [],
});

function readObjects({ name, text }: ManifestText): ReadObjects {
  const { parsed, lines } = parseYaml(text);
  const objects: ClusterObject[] = [];
  const others: string[] = [];
  for (const document of parsed) {
    const [error] = document.errors;
    if (error !== undefined)
      throw new RunError(
        "manifest-no-yaml",
        `"${basename(name)}" is no YAML: ${error.message.split("\n")[0]}`,
        undefined,
        lines.linePos(error.pos[0]).line,
        name,
      );
    const { value } = toJson(document);
    if (value === null || value === undefined) continue;
    if (isObject(value)) objects.push(...itemsOf(value));
    else others.push(describe(value));
  }
  return { objects, others };
}

const isArgo = ({ apiVersion, kind }: ClusterObject): boolean =>
  apiVersion === "argoproj.io/v1alpha1" && argoKinds.includes(kind);

/** A List is the objects in it. */
function itemsOf(value: object): readonly ClusterObject[] {
  const { kind, items } = value as { readonly kind?: unknown; readonly items?: readonly unknown[] };
  if (kind === "List" && Array.isArray(items)) return items.filter(isObject).flatMap(itemsOf);
  const object = value as ClusterObject & { readonly spec?: unknown };
  if (isArgo(object) && !(isObject(object.metadata) && isObject(object.spec)))
    throw new RunError("manifest-not-argo", `A ${object.kind} lacks its metadata or its spec.`);
  return [object];
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

function describe(value: unknown): string {
  if (!isObject(value)) return `the ${typeof value} ${JSON.stringify(value).slice(0, 40)}`;
  const { apiVersion, kind } = value as Readonly<Record<string, unknown>>;
  return kind === undefined ? "an object without a kind" : `${String(apiVersion)} ${String(kind)}`;
}
