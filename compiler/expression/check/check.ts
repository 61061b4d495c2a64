import type { Node } from "../ast.ts";
import { BUILTINS } from "../builtins/table.ts";
import {
  ANY,
  ANY_LIST,
  assignable,
  BOOL,
  BYTES,
  FLOAT64,
  funcType,
  type GoType,
  INT,
  isList,
  isUnknown,
  listOf,
  NIL,
  STRING,
  STRING_MAP,
  UNKNOWN,
} from "../go/go-type.ts";
import { typeOf } from "../type-of.ts";
import type { MapValue } from "../value.ts";
import { checkBuiltin } from "./check-builtin.ts";
import { checkCall } from "./check-call.ts";
import { checkMember, checkSlice } from "./check-member.ts";
import { checkBinary, checkUnary } from "./check-operator.ts";
import { Checking } from "./checking.ts";
import { elementOf } from "./type-rules.ts";

/** An expression whose types are known. */
export interface Checked {
  readonly node: Node;
  /** Nodes that could not be looked at, such as arguments of an unknown function, have none. */
  readonly types: ReadonlyMap<Node, GoType>;
}

type Handlers = { readonly [K in Node["kind"]]: (node: Extract<Node, { kind: K }>, checking: Checking) => GoType };

const HANDLERS: Handlers = {
  nil: () => NIL,
  bool: () => BOOL,
  integer: () => INT,
  float: () => FLOAT64,
  string: () => STRING,
  bytes: () => BYTES,
  constant: (node) => typeOf(node.value),
  identifier: (node, checking) => {
    const local = checking.locals.findLast(({ name }) => name === node.name);
    if (local !== undefined) return local.type;
    return node.name === "$env" ? UNKNOWN : variable(node, node.name, checking);
  },
  unary: checkUnary,
  binary: checkBinary,
  chain: (node, checking) => checking.visit(node.node),
  member: (node, checking) => {
    const { node: from, property } = node;
    if (from.kind !== "identifier" || from.name !== "$env") return checkMember(node, checking);
    if (property.kind !== "string") return UNKNOWN;
    const known = checking.variables.get(property.value);
    return known ?? (node.optional ? UNKNOWN : checking.fail(node, `unknown name ${property.value}`));
  },
  slice: checkSlice,
  call: checkCall,
  builtin: checkBuiltin,
  predicate: (node, checking) => checking.visit(node.node),
  pointer: (node, checking) => {
    const loop = checking.loops[checking.loops.length - 1];
    if (loop === undefined) return checking.fail(node, "cannot use pointer accessor outside predicate");
    if (node.name !== "") return loop.pointers.get(node.name) ?? checking.fail(node, `unknown pointer #${node.name}`);
    return isUnknown(loop.collection) ? UNKNOWN : elementOf(loop.collection);
  },
  conditional: (node, checking) => {
    const condition = checking.visit(node.condition);
    if (condition.kind !== "bool" && !isUnknown(condition))
      return checking.fail(node.condition, `non-bool expression (type ${condition.name}) used as condition`);
    return either(checking.visit(node.then), checking.visit(node.otherwise));
  },
  let: (node, checking) => {
    if (checking.variables.has(node.name)) return checking.fail(node, `cannot redeclare ${node.name}`);
    if (BUILTINS.has(node.name) || LOOPING.has(node.name)) return checking.fail(node, `cannot redeclare builtin ${node.name}`);
    if (checking.locals.some(({ name }) => name === node.name))
      return checking.fail(node, `cannot redeclare variable ${node.name}`);
    checking.locals.push({ name: node.name, type: checking.visit(node.value) });
    const type = checking.visit(node.body);
    checking.locals.pop();
    return type;
  },
  sequence: (node, checking) => {
    let type: GoType = UNKNOWN;
    for (const part of node.nodes) type = checking.visit(part);
    return type;
  },
  array: (node, checking) => {
    const types = node.nodes.map((item) => checking.visit(item));
    const same = types.every((type) => type.kind === types[0]?.kind);
    return same ? listOf(types[types.length - 1] ?? UNKNOWN) : ANY_LIST;
  },
  map: (node, checking) => {
    for (const pair of node.pairs) checking.visit(pair);
    return STRING_MAP;
  },
  pair: (node, checking) => {
    checking.visit(node.key);
    checking.visit(node.value);
    return NIL;
  },
};

const LOOPING: ReadonlySet<string> = new Set(
  "all none any one filter map find findIndex findLast findLastIndex count sum groupBy sortBy reduce".split(" "),
);

/**
 * Looks at all types of an expression before it runs.
 *
 * @throws ExpressionError for an unknown name, an operator between types that it can't take, a call with wrong arguments
 */
export function checkExpression(node: Node, source: string, environment: MapValue): Checked {
  const variables = new Map([...environment.entries].map(([name, value]) => [String(name), typeOf(value)]));
  const checking = checkingOf(source, variables);
  checking.visit(node);
  return { node, types: checking.types };
}

/**
 * The type that an expression gives, of which only the types of its variables are known.
 *
 * @throws ExpressionError as `checkExpression`
 */
export function checkTypes(node: Node, source: string, variables: ReadonlyMap<string, GoType>): GoType {
  return checkingOf(source, variables).visit(node);
}

function checkingOf(source: string, variables: ReadonlyMap<string, GoType>): Checking {
  return new Checking(source, variables, (visited, state) => {
    const handler = HANDLERS[visited.kind] as (node: Node, checking: Checking) => GoType;
    return handler(visited, state);
  });
}

function variable(node: Node, name: string, checking: Checking): GoType {
  const known = checking.variables.get(name);
  if (known !== undefined) return known;
  if (BUILTINS.has(name) || LOOPING.has(name)) return builtinType(name);
  return checking.fail(node, `unknown name ${name}`);
}

/** A builtin that is named and not called. */
function builtinType(name: string): GoType {
  const signature = BUILTINS.get(name)?.signature;
  const first = signature !== undefined && "overloads" in signature ? signature.overloads[0] : undefined;
  return first ?? { ...funcType([ANY_LIST], ANY, true), name: "func(...interface {}) (interface {}, error)" };
}

/** The type of one of two values: their common one, or unknown. */
function either(a: GoType, b: GoType): GoType {
  if (a.nil === true) return b;
  if (b.nil === true) return a;
  if (!assignable(a, b)) return UNKNOWN;
  if (!isList(a) || !isList(b)) return a;
  const [x, y] = [elementOf(a), elementOf(b)];
  return assignable(x, y) && assignable(y, x) ? a : ANY_LIST;
}
