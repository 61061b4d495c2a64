import { LineCounter, parseAllDocuments } from "yaml";
import type { CronWorkflow, Workflow, WorkflowTemplate } from "../../compiler/argo/model.generated.ts";
import { RunError } from "../run-error.ts";

/** The kinds of object that a run can be made of. */
export type ArgoObject = Workflow | WorkflowTemplate | CronWorkflow;

const argoKinds = ["Workflow", "WorkflowTemplate", "CronWorkflow"];

/**
 * Reads the Argo objects of a YAML or JSON file; objects of other kinds are left out.
 * @throws RunError for text that is no YAML, with its line, and for a file without an Argo object
 */
export function readManifest(text: string, fileName: string): readonly ArgoObject[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter });
  const objects: ArgoObject[] = [];
  const others: string[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined)
      throw new RunError(
        "manifest-no-yaml",
        `"${fileName}" is no YAML: ${error.message.split("\n")[0]}`,
        undefined,
        error.linePos?.[0].line,
      );
    const value: unknown = document.toJS();
    if (value === null || value === undefined) continue;
    if (isArgoObject(value)) objects.push(value);
    else others.push(describe(value));
  }
  if (objects.length === 0) {
    const found = others.length === 0 ? "nothing" : others.join(", ");
    throw new RunError(
      "manifest-not-argo",
      `"${fileName}" holds no Argo workflow; found ${found}.`,
      `Wanted: apiVersion argoproj.io/v1alpha1 and a kind of ${argoKinds.join(", ")}.`,
    );
  }
  return objects;
}

function isArgoObject(value: unknown): value is ArgoObject {
  if (typeof value !== "object" || value === null) return false;
  const { apiVersion, kind, metadata, spec } = value as Readonly<Record<string, unknown>>;
  if (apiVersion !== "argoproj.io/v1alpha1" || !argoKinds.includes(String(kind))) return false;
  const isObject = (member: unknown) => typeof member === "object" && member !== null;
  if (!isObject(metadata) || !isObject(spec))
    throw new RunError("manifest-not-argo", `A ${String(kind)} lacks its metadata or its spec.`);
  return true;
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return `the ${typeof value} ${JSON.stringify(value).slice(0, 40)}`;
  const { apiVersion, kind } = value as Readonly<Record<string, unknown>>;
  return kind === undefined ? "an object without a kind" : `${String(apiVersion)} ${String(kind)}`;
}
