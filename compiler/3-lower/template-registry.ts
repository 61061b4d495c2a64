import type { Template } from "../argo/model.generated.ts";

/** What a component's template is made of. */
export interface TemplateOrigin {
  readonly component: object;
  /** The same object for all tasks that say nothing of their own. */
  readonly options: object;
  readonly rest: string;
}

/** Collects the templates of a manifest; equal ones are one. */
export class TemplateRegistry {
  readonly #byContent = new Map<string, string>();
  readonly #byOrigin = new Map<object, Map<object, Map<string, string>>>();
  readonly #templates: Template[] = [];
  readonly #taken = new Set<string>();

  constructor(reserved: readonly string[]) {
    for (const name of reserved) this.#taken.add(name);
  }

  /** The name of the template with this content: the wanted one, or the next free, unless it is there already. */
  add(wanted: string, content: Omit<Template, "name">): string {
    return this.addRecursive(wanted, () => content);
  }

  /** The same for a template that calls itself, by the name that it will get. */
  addRecursive(wanted: string, content: (self: string) => Omit<Template, "name">): string {
    const key = `${wanted} ${JSON.stringify(content(wanted))}`;
    const known = this.#byContent.get(key);
    if (known !== undefined) return known;
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}-${count}`;
    this.#taken.add(name);
    this.#byContent.set(key, name);
    this.#templates.push({ name, ...content(name) });
    return name;
  }

  /** The same for content that hangs on nothing but its origin: for the second task of one origin it is not even made. */
  addOnce(wanted: string, { component, options, rest }: TemplateOrigin, content: () => Omit<Template, "name">): string {
    const ofComponent = this.#byOrigin.get(component) ?? new Map<object, Map<string, string>>();
    const ofOptions = ofComponent.get(options) ?? new Map<string, string>();
    const name = ofOptions.get(rest) ?? this.add(wanted, content());
    this.#byOrigin.set(component, ofComponent.set(options, ofOptions.set(rest, name)));
    return name;
  }

  get templates(): readonly Template[] {
    return this.#templates;
  }
}
