import type { Node } from "../ast.ts";
import { panic } from "../go/go-panic.ts";
import type { GoType } from "../go/go-type.ts";
import type { Key, MapValue, Value } from "../value.ts";

/** What `?.` gives when there is nothing to go on with: the whole chain is nil. */
export const LEFT_CHAIN = Symbol("the chain was left");
export type Outcome = Value | typeof LEFT_CHAIN;

/** One loop of a builtin that takes a closure. */
export interface Loop {
  readonly length: number;
  /** @throws GoPanic for what has a length but no items by number */
  readonly item: (index: number) => Value;
  index: number;
  accumulator: Value;
}

/** More memory than this, in items, is refused. */
const MEMORY_BUDGET = 1_000_000;

/** An evaluation under way. */
export class Evaluation {
  readonly variables: ReadonlyMap<Key, Value>;
  readonly environment: MapValue;
  /** What the checker found out about each node. */
  readonly types: ReadonlyMap<Node, GoType>;
  readonly loops: Loop[] = [];
  readonly locals: { readonly name: string; readonly value: Value }[] = [];
  readonly evaluate: (node: Node) => Outcome;
  #memory = 0;

  constructor(
    environment: MapValue,
    types: ReadonlyMap<Node, GoType>,
    evaluate: (node: Node, evaluation: Evaluation) => Outcome,
  ) {
    this.environment = environment;
    this.variables = environment.entries;
    this.types = types;
    this.evaluate = (node) => evaluate(node, this);
  }

  /** The value of a node that is no link of a chain. */
  value(node: Node): Value {
    const outcome = this.evaluate(node);
    return outcome === LEFT_CHAIN ? null : outcome;
  }

  /** Counts items that were made. @throws GoPanic when they are too many */
  grow(items: number): void {
    this.#memory += items;
    if (this.#memory >= MEMORY_BUDGET) panic("memory budget exceeded");
  }

  get loop(): Loop {
    return this.loops[this.loops.length - 1] ?? panic("cannot use pointer accessor outside predicate");
  }
}
