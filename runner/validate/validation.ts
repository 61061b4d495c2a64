import type { Template } from "../../compiler/argo/model.generated.ts";
import type { Call } from "./check-call.ts";
import { placeholders } from "./placeholders.ts";
import { type ArgumentsGiver, anyArguments } from "./process-arguments.ts";
import { libraryKind, type TemplateBase, templateBase } from "./template-base.ts";
import type { TemplateSource } from "./template-source.ts";

/** Looks at what is called, with these arguments. */
export type CheckCall = (call: Call, base: TemplateBase, given: ArgumentsGiver, validation: Validation) => Template | undefined;

/** What one look at a workflow keeps: the controller goes from template to template, and looks at each but once. */
export class Validation {
  /** What is known of the values of global variables; a global output counts from the first call of its template on. */
  readonly globals = new Map<string, string>();
  /** The templates that have been looked at, by object and name. */
  readonly seen = new Set<string>();
  readonly placeholder = placeholders();
  readonly anyArguments: ArgumentsGiver = anyArguments(this.placeholder);
  readonly #source: TemplateSource;
  readonly #checkCall: CheckCall;
  readonly #libraries = new Map<string, TemplateBase | undefined>();

  /** @param checkCall given here because steps lead to calls, and calls to steps */
  constructor(source: TemplateSource, checkCall: CheckCall) {
    this.#source = source;
    this.#checkCall = checkCall;
  }

  /** Looks at what a step, a task or the workflow calls. */
  check(call: Call, base: TemplateBase, given: ArgumentsGiver): Template | undefined {
    return this.#checkCall(call, base, given, this);
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
