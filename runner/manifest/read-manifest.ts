import { parseYaml } from "../../compiler/argo/yaml/parse-yaml.ts";
import { toJson } from "../../compiler/argo/yaml/to-json.ts";
import { RunError } from "../run-error.ts";
import { Cluster, type ClusterObject } from "./cluster.ts";

/** The kinds of Argo that a run can be made of. */
const argoKinds = ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"];

/**
 * Reads the objects of a YAML or JSON file as `kubectl` does.
 * @throws RunError for text that is no YAML, with its line, and for a file without an Argo object
 */
export function readManifest(text: string, fileName: string): readonly ClusterObject[] {
  const { parsed, lines } = parseYaml(text);
  const objects: ClusterObject[] = [];
  const others: string[] = [];
  for (const document of parsed) {
    const [error] = document.errors;
    if (error !== undefined)
      throw new RunError(
        "manifest-no-yaml",
        `"${fileName}" is no YAML: ${error.message.split("\n")[0]}`,
        undefined,
        lines.linePos(error.pos[0]).line,
      );
    const { value } = toJson(document);
    if (value === null || value === undefined) continue;
    if (isObject(value)) objects.push(...itemsOf(value));
    else others.push(describe(value));
  }
  if (!objects.some(isArgo)) {
    const found = [...others, ...objects.map(describe)];
    throw new RunError(
      "manifest-not-argo",
      `"${fileName}" holds no Argo workflow; found ${found.length === 0 ? "nothing" : found.join(", ")}.`,
      `Wanted: apiVersion argoproj.io/v1alpha1 and a kind of ${argoKinds.join(", ")}.`,
    );
  }
  return objects;
}

/** The objects of several files together. @throws RunError as `readManifest` */
export const readCluster = (files: readonly { readonly name: string; readonly text: string }[]): Cluster =>
  new Cluster(files.flatMap(({ name, text }) => readManifest(text, name)));

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
