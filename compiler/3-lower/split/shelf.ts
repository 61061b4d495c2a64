import { jsonBytes } from "../../../util/json-bytes.ts";
import type { Template } from "../../argo/model.generated.ts";
import { calledTemplates } from "./called-templates.ts";

/** One object's worth of templates while it is filled. */
export class Shelf {
  readonly #templates = new Map<string, Template>();
  #bytes = 0;

  /** The bytes of its templates, as JSON. */
  get bytes(): number {
    return this.#bytes;
  }

  get templates(): readonly Template[] {
    return [...this.#templates.values()];
  }

  readonly has = (name: string): boolean => this.#templates.has(name);

  /** Puts templates here that are not here yet. */
  put(templates: readonly Template[]): void {
    for (const template of templates) {
      if (this.has(template.name!)) continue;
      this.#templates.set(template.name!, template);
      this.#bytes += sizeOf(template);
    }
  }

  /** How many templates and bytes there would be with these too. */
  with(templates: readonly Template[]): { readonly count: number; readonly bytes: number } {
    const more = templates.filter(({ name }) => !this.has(name!));
    return {
      count: this.#templates.size + more.length,
      bytes: more.reduce((sum, template) => sum + sizeOf(template), this.#bytes),
    };
  }
}

/** A DAG, and what it calls that is none: that is copied to where it is called. */
export const withLeaves = (template: Template, byName: ReadonlyMap<string, Template>): readonly Template[] => [
  template,
  ...calledTemplates(template).flatMap((name) => {
    const called = byName.get(name);
    return called === undefined || called.dag !== undefined ? [] : [called];
  }),
];

/** Reserve for names of other objects, which stand where names of templates stood. */
const perCall = 40;

const sizes = new WeakMap<Template, number>();

function sizeOf(template: Template): number {
  const known = sizes.get(template);
  if (known !== undefined) return known;
  const size = jsonBytes(template) + perCall * calledTemplates(template).length;
  sizes.set(template, size);
  return size;
}
