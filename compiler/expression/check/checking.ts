import type { Node } from "../ast.ts";
import { ExpressionError } from "../expression-error.ts";
import type { GoType } from "../go/go-type.ts";

/** A loop of a builtin that the place is inside of. */
export interface LoopScope {
  readonly collection: GoType;
  /** What stands behind a `#`: `#index`, `#acc`. */
  readonly pointers: ReadonlyMap<string, GoType>;
}

/** A check under way. */
export class Checking {
  readonly source: string;
  /** The types of the variables. */
  readonly variables: ReadonlyMap<string, GoType>;
  readonly types = new Map<Node, GoType>();
  readonly loops: LoopScope[] = [];
  readonly locals: { readonly name: string; readonly type: GoType }[] = [];
  readonly #visit: (node: Node, checking: Checking) => GoType;

  constructor(source: string, variables: ReadonlyMap<string, GoType>, visit: (node: Node, checking: Checking) => GoType) {
    this.source = source;
    this.variables = variables;
    this.#visit = visit;
  }

  /** The type of a node, worked out once. */
  visit(node: Node): GoType {
    const known = this.types.get(node);
    if (known !== undefined) return known;
    const type = this.#visit(node, this);
    this.types.set(node, type);
    return type;
  }

  fail(node: Node, message: string): never {
    throw ExpressionError.at(this.source, node.at, message);
  }
}
