import { hasTags } from "../../argo/laws/template-tags.ts";
import { type JsonRecord, recordOf, textOf } from "../../argo/yaml/json.ts";
import type { Target } from "../../targets/target.ts";
import { defaultTarget } from "../../targets/targets.ts";
import type { ArgoObject } from "./argo-object.ts";
import type { TemplateView } from "./template-view.ts";

/** Whom a task calls. */
export type Callee =
  | { readonly kind: "template"; readonly template: TemplateView; readonly owner: ArgoObject }
  /** There is no template of this name where there ought to be one. */
  | { readonly kind: "unknown"; readonly name: string; readonly owner: ArgoObject }
  /** Named in a way that can't be followed here: in no file, by a tag, or not at all. */
  | { readonly kind: "elsewhere" };

const elsewhere: Callee = Object.freeze({ kind: "elsewhere" });

/** All objects of the files that are looked at together. */
export class Project {
  readonly objects: readonly ArgoObject[];
  /** The Argo that they are for. */
  readonly target: Target;
  readonly #byName = new Map<string, ArgoObject>();
  readonly #templates = new Map<ArgoObject, ReadonlyMap<string, TemplateView>>();

  constructor(objects: readonly ArgoObject[], target: Target = defaultTarget) {
    this.objects = objects;
    this.target = target;
    for (const object of objects) if (object.name !== undefined) this.#byName.set(`${object.kind} ${object.name}`, object);
  }

  /** The object that a `templateRef` or `workflowTemplateRef` names, when it is among the files. */
  referred(ref: JsonRecord): ArgoObject | undefined {
    const kind = ref["clusterScope"] === true ? "ClusterWorkflowTemplate" : "WorkflowTemplate";
    return this.#byName.get(`${kind} ${textOf(ref["name"]) ?? ""}`);
  }

  /** The object whose templates a workflow runs: itself, or what its `workflowTemplateRef` names; undefined when that is in no file. */
  templatesOwner(object: ArgoObject): ArgoObject | undefined {
    const ref = object.spec["workflowTemplateRef"];
    return ref === undefined || ref === null ? object : this.referred(recordOf(ref));
  }

  /** The template of a name as an object's own tasks, entrypoint and hooks see it. */
  templateOf(object: ArgoObject, name: string): Callee {
    if (hasTags(name)) return elsewhere;
    const owner = this.templatesOwner(object);
    if (owner === undefined) return elsewhere;
    const template = this.#templatesOf(owner).get(name);
    return template === undefined ? { kind: "unknown", name, owner } : { kind: "template", template, owner };
  }

  /** Whom a task, a step or a hook calls. */
  callee(object: ArgoObject, call: JsonRecord, inline?: TemplateView): Callee {
    const name = textOf(call["template"]);
    if (name !== undefined && name !== "") return this.templateOf(object, name);
    const ref = recordOf(call["templateRef"]);
    const wanted = textOf(ref["template"]);
    if (wanted !== undefined && !hasTags(wanted)) {
      const owner = this.referred(ref);
      return owner === undefined ? elsewhere : this.templateOf(owner, wanted);
    }
    return inline === undefined ? elsewhere : { kind: "template", template: inline, owner: object };
  }

  /** The names of an object's own templates. */
  templateNames(owner: ArgoObject): readonly string[] {
    return [...this.#templatesOf(owner).keys()];
  }

  #templatesOf(owner: ArgoObject): ReadonlyMap<string, TemplateView> {
    const known = this.#templates.get(owner);
    if (known !== undefined) return known;
    const made = new Map(
      owner.templates.flatMap((template) => (template.name === undefined ? [] : [[template.name, template] as const])),
    );
    this.#templates.set(owner, made);
    return made;
  }
}
