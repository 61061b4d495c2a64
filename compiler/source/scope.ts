import type { ts } from "ts-morph";
import type { SourceModule } from "./source-module.ts";
import { unknown, type Value } from "./value.ts";

/** A variable. */
export interface Binding {
  readonly name: string;
  /** The name where it is declared. */
  readonly node: ts.Node;
  readonly module: SourceModule;
  /** Whether what it holds can be told at any place: never assigned in a loop, or by another function. */
  readonly steady: boolean;
  value: Value;
}

/** What gives a variable that another module exports, when it is read. */
export type LazyBinding = () => Value;

/** The variables between two braces, and those around them. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly module: SourceModule;
  /** The function whose own variables these are; undefined for those of a module and of blocks. */
  readonly owner: ts.Node;
  readonly #bindings = new Map<string, Binding>();
  readonly #lazy = new Map<string, LazyBinding>();

  constructor(parent: Scope | undefined, module: SourceModule, owner: ts.Node) {
    this.parent = parent;
    this.module = module;
    this.owner = owner;
  }

  declare(binding: Binding): void {
    this.#bindings.set(binding.name, binding);
  }

  declareLazily(name: string, value: LazyBinding): void {
    this.#lazy.set(name, value);
  }

  own(name: string): Binding | undefined {
    return this.#bindings.get(name);
  }

  /** Every variable that is declared right here. */
  get bindings(): Iterable<Binding> {
    return this.#bindings.values();
  }

  /** The variable that a name means here, with the scope that has it. */
  find(name: string): { readonly scope: Scope; readonly binding: Binding | undefined } | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const binding = scope.#bindings.get(name);
      if (binding !== undefined || scope.#lazy.has(name)) return { scope, binding };
    }
    return undefined;
  }

  /** What a name holds here; undefined for a name that the program does not declare. */
  valueOf(name: string): Value | undefined {
    const found = this.find(name);
    if (found === undefined) return undefined;
    if (found.binding !== undefined) return found.binding.steady ? found.binding.value : unknown;
    return found.scope.#lazy.get(name)!();
  }

  /** Whether this is the scope of a module, whose variables live as long as the program. */
  get isModule(): boolean {
    return this.parent === undefined;
  }
}
