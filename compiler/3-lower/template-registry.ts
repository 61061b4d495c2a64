import { stableJson } from "../../util/stable-json.ts";
import type { Template } from "../argo/model.generated.ts";

/** Collects the templates of a manifest; equal ones are one. */
export class TemplateRegistry {
  readonly #byContent = new Map<string, string>();
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
    const key = `${wanted} ${stableJson(content(wanted))}`;
    const known = this.#byContent.get(key);
    if (known !== undefined) return known;
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}-${count}`;
    this.#taken.add(name);
    this.#byContent.set(key, name);
    this.#templates.push({ name, ...content(name) });
    return name;
  }

  get templates(): readonly Template[] {
    return this.#templates;
  }
}
