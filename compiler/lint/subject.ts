import type { Place } from "../../dsl/place.ts";
import type { Path } from "../argo/yaml/json.ts";
import type { ArgoObject } from "./manifest/argo-object.ts";
import type { Project } from "./manifest/project.ts";
import type { TaskView } from "./manifest/task-view.ts";
import type { TemplateView } from "./manifest/template-view.ts";
import { type ExpressionUse, fieldExpression, tagExpression } from "./scope/expression-uses.ts";
import { Scopes } from "./scope/scopes.ts";
import { type TaggedText, type TagUse, type TextUse, taggedTexts, tagUses, textUses } from "./scope/uses.ts";
import type { Spot } from "./yaml/yaml-document.ts";

/** An object that rules look at, with everything that several of them ask about. Worked out once, when it is asked for. */
export class Subject {
  readonly object: ArgoObject;
  readonly project: Project;
  readonly scopes: Scopes;
  readonly #made = new Map<(subject: Subject) => unknown, unknown>();
  #texts: readonly TaggedText[] | undefined;
  #tags: readonly TagUse[] | undefined;
  #expressions: readonly ExpressionUse[] | undefined;

  constructor(object: ArgoObject, project: Project) {
    this.object = object;
    this.project = project;
    this.scopes = new Scopes(object, project);
  }

  get templates(): readonly TemplateView[] {
    return this.object.allTemplates;
  }

  /** Every task and step, with its template. */
  *tasks(): Generator<{ readonly template: TemplateView; readonly task: TaskView }> {
    for (const template of this.templates) for (const task of template.tasks) yield { template, task };
  }

  /** The texts in which tags stand. */
  get texts(): readonly TaggedText[] {
    this.#texts ??= taggedTexts(this.#uses());
    return this.#texts;
  }

  get tags(): readonly TagUse[] {
    this.#tags ??= tagUses(this.texts);
    return this.#tags;
  }

  /** Every expression: of tags, and of fields that hold one. */
  get expressions(): readonly ExpressionUse[] {
    this.#expressions ??= [
      ...this.tags.filter(({ tag }) => tag.kind === "expression").map((use) => tagExpression(this.object, use)),
      ...this.#uses().flatMap((use) => fieldExpression(this.object, use) ?? []),
    ];
    return this.#expressions;
  }

  #uses(): readonly TextUse[] {
    return this.once(usesOf);
  }

  /** What a function makes of the subject, worked out once however many rules ask. */
  once<T>(make: (subject: Subject) => T): T {
    if (!this.#made.has(make)) this.#made.set(make, make(this));
    return this.#made.get(make) as T;
  }

  /** The place of a part of the object. */
  readonly at = (path: Path, spot?: Spot): Place => this.object.at(path, spot);
}

const usesOf = ({ object, scopes }: Subject): readonly TextUse[] => [...textUses(object, scopes)];
