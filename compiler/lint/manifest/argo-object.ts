import type { Place } from "../../../dsl/place.ts";
import { type Json, type JsonRecord, listOf, type Path, recordOf, textOf, valueAt } from "../../argo/yaml/json.ts";
import type { Spot, YamlDocument } from "../yaml/yaml-document.ts";
import { type TemplateView, templateView } from "./template-view.ts";

/** The kinds that hold templates. */
export type ArgoKind = "Workflow" | "WorkflowTemplate" | "ClusterWorkflowTemplate" | "CronWorkflow";

/** An Argo object in a file. Whatever is not of the right shape reads as absent: the schema's rules speak of that. */
export class ArgoObject {
  readonly kind: ArgoKind;
  readonly document: YamlDocument;
  /** Where the object begins in its document: empty, but for the items of a List. */
  readonly path: Path;
  readonly value: JsonRecord;
  readonly metadata: JsonRecord;
  readonly name: string | undefined;
  /** As messages call it: `Workflow "train"`. */
  readonly label: string;
  /** The spec of the workflow that it describes. */
  readonly spec: JsonRecord;
  readonly specPath: Path;
  /** Those of `templates`, in order. */
  readonly templates: readonly TemplateView[];
  /** Those, and the ones that stand inside of tasks. */
  readonly allTemplates: readonly TemplateView[];

  constructor(kind: ArgoKind, document: YamlDocument, path: Path) {
    this.kind = kind;
    this.document = document;
    this.path = path;
    this.value = recordOf(valueAt(document.value, path));
    this.metadata = recordOf(this.value["metadata"]);
    this.name = textOf(this.metadata["name"]);
    this.label = `${kind} "${this.name ?? textOf(this.metadata["generateName"]) ?? "without a name"}"`;
    this.specPath = [...path, "spec", ...(kind === "CronWorkflow" ? ["workflowSpec"] : [])];
    this.spec = recordOf(valueAt(document.value, this.specPath));
    const defaults = recordOf(this.spec["templateDefaults"]);
    this.templates = listOf(this.spec["templates"]).map((body, index) =>
      templateView(recordOf(body), defaults, [...this.specPath, "templates", index]),
    );
    this.allTemplates = this.templates.flatMap(withInline);
  }

  /** The place of something in the object, by its path in the document. */
  at(path: Path, spot?: Spot): Place {
    return this.document.at(this.#written(path), spot);
  }

  /** What a template has from `templateDefaults` is written there. */
  #written(path: Path): Path {
    const depth = this.specPath.length;
    if (path[depth] !== "templates" || path.length < depth + 3 || this.valueAt(path) !== undefined) return path;
    const shared = [...this.specPath, "templateDefaults", ...path.slice(depth + 2)];
    return this.valueAt(shared) === undefined ? path : shared;
  }

  /** The value at a path in the document. */
  valueAt(path: Path): Json | undefined {
    return valueAt(this.document.value, path);
  }
}

function withInline(template: TemplateView): readonly TemplateView[] {
  return [template, ...template.tasks.flatMap(({ inline }) => (inline === undefined ? [] : withInline(inline)))];
}
