import { isRecord, type Json, listOf, type Path, textOf, valueAt } from "../../argo/yaml/json.ts";
import type { YamlDocument } from "../yaml/yaml-document.ts";
import { type ArgoKind, ArgoObject } from "./argo-object.ts";

/** Something with a kind in a document. */
export interface Entry {
  readonly document: YamlDocument;
  readonly path: Path;
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

export const argoVersion = "argoproj.io/v1alpha1";
export const argoKinds: readonly ArgoKind[] = ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"];

/** The objects of documents; those of a List one by one. */
export function entriesIn(documents: readonly YamlDocument[]): readonly Entry[] {
  return documents.flatMap((document) => entries(document, document.value, []));
}

function entries(document: YamlDocument, value: Json, path: Path): readonly Entry[] {
  if (!isRecord(value)) return [{ document, path, apiVersion: undefined, kind: undefined }];
  const kind = textOf(value["kind"]);
  const isList = kind?.endsWith("List") === true && Array.isArray(value["items"]);
  if (isList) return listOf(value["items"]).flatMap((item, index) => entries(document, item, [...path, "items", index]));
  return [{ document, path, apiVersion: textOf(value["apiVersion"]), kind }];
}

export function isArgoKind(kind: string | undefined): kind is ArgoKind {
  return (argoKinds as readonly (string | undefined)[]).includes(kind);
}

/** Those of the entries that hold templates. */
export function argoObjects(entries: readonly Entry[]): readonly ArgoObject[] {
  return entries.flatMap(({ document, path, apiVersion, kind }) => {
    if (!isArgoKind(kind) || !isRecord(valueAt(document.value, path))) return [];
    // A version that is not the one is said elsewhere; what it holds is looked at all the same.
    return apiVersion === undefined || apiVersion.startsWith("argoproj.io/") ? [new ArgoObject(kind, document, path)] : [];
  });
}
