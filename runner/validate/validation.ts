import { placeholders } from "./placeholders.ts";
import { type ArgumentsGiver, anyArguments } from "./process-arguments.ts";
import { libraryKind, type TemplateBase, templateBase } from "./template-base.ts";
import type { TemplateSource } from "./template-source.ts";

/** What one look at a workflow keeps: the controller goes from template to template, and looks at each but once. */
export class Validation {
  /** What is known of the values of global variables; a global output counts from the first call of its template on. */
  readonly globals = new Map<string, string>();
  /** The templates that have been looked at, by object and name. */
  readonly seen = new Set<string>();
  readonly placeholder = placeholders();
  readonly anyArguments: ArgumentsGiver = anyArguments(this.placeholder);
  readonly #source: TemplateSource;
  readonly #libraries = new Map<string, TemplateBase | undefined>();

  constructor(source: TemplateSource) {
    this.#source = source;
  }

  /** The object that a reference names. */
  library(name: string, clusterScope: boolean | undefined): TemplateBase | undefined {
    const kind = libraryKind({ clusterScope: clusterScope === true });
    const id = `${kind}/${name}`;
    if (!this.#libraries.has(id)) {
      const owner = this.#source.templateOf(kind, name);
      this.#libraries.set(id, owner && templateBase(kind, name, owner));
    }
    return this.#libraries.get(id);
  }

  addGlobal(name: string): void {
    this.globals.set(name, this.placeholder());
  }
}
