import { parseAllDocuments } from "yaml";
import { jsonBytes } from "../../util/json-bytes.ts";

/** What Argo and Kubernetes put a limit to. */
export interface ManifestFacts {
  readonly numObjects: number;
  /** Of the largest object, as the JSON that an API server stores. */
  readonly largestBytes: number;
  /** Of the object that has the most. */
  readonly mostTemplates: number;
  /** Of the DAG that has the most. */
  readonly mostTasks: number;
  /** How many tasks call a template of that name, in all objects. */
  readonly callsOf: (template: string) => number;
}

interface ArgoTask {
  readonly template?: string;
  readonly templateRef?: { readonly template?: string };
}

interface ArgoObject {
  readonly spec: { readonly templates?: readonly { readonly dag?: { readonly tasks: readonly ArgoTask[] } }[] };
}

/**
 * Reads a manifest as a stranger would.
 *
 * @throws when it is no YAML
 */
export function manifestFacts(text: string): ManifestFacts {
  const objects = parseAllDocuments(text).map((document): ArgoObject => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS();
  });
  const templates = objects.map(({ spec }) => spec.templates ?? []);
  const dags = templates.flat().map(({ dag }) => dag?.tasks ?? []);
  return {
    numObjects: objects.length,
    largestBytes: greatest(objects.map((object) => jsonBytes(object))),
    mostTemplates: greatest(templates.map((some) => some.length)),
    mostTasks: greatest(dags.map((tasks) => tasks.length)),
    callsOf: (name) => dags.flat().filter(({ template, templateRef }) => (template ?? templateRef?.template) === name).length,
  };
}

const greatest = (numbers: readonly number[]) => numbers.reduce((most, one) => Math.max(most, one), 0);
