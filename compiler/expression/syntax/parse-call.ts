import type { BuiltinNode, CallNode, IdentifierNode, Node, PredicateNode } from "../ast.ts";
import { BUILTINS } from "../builtins/table.ts";
import type { Grammar } from "./grammar.ts";
import type { Token } from "./token.ts";

type Argument = "expression" | "predicate" | "optional expression" | "optional predicate";

/** Builtins that take a closure, with what each argument is. */
const PREDICATES: ReadonlyMap<string, readonly Argument[]> = new Map([
  ...["all", "none", "any", "one", "filter", "map", "find", "findIndex", "findLast", "findLastIndex", "groupBy"].map(
    (name) => [name, ["expression", "predicate"]] as [string, Argument[]],
  ),
  ["count", ["expression", "optional predicate"]],
  ["sum", ["expression", "optional predicate"]],
  ["sortBy", ["expression", "predicate", "optional expression"]],
  ["reduce", ["expression", "predicate", "optional expression"]],
]);

/**
 * A call of a name; the name has been read.
 *
 * @param piped what stands before `|`, the first argument
 * @param overridable whether a variable of that name would be called instead of the builtin
 */
export function parseCall(grammar: Grammar, name: Token, piped: readonly Node[], overridable: boolean): Node {
  const at = name.from;
  const overridden = overridable && grammar.isOverridden(name.value);
  const predicate = PREDICATES.get(name.value);
  if (predicate !== undefined && !overridden)
    return grammar.node<BuiltinNode>({
      kind: "builtin",
      at,
      name: name.value,
      args: parseClosureArguments(grammar, predicate, piped),
    });
  if (BUILTINS.has(name.value) && !overridden)
    return grammar.node<BuiltinNode>({ kind: "builtin", at, name: name.value, args: parseArguments(grammar, piped) });
  const callee = grammar.node<IdentifierNode>({ kind: "identifier", at, name: name.value });
  return grammar.node<CallNode>({ kind: "call", at, callee, args: parseArguments(grammar, piped) });
}

/** `(a, b)`; a comma may stand at the end. */
export function parseArguments(grammar: Grammar, piped: readonly Node[]): readonly Node[] {
  const args = [...piped];
  grammar.expect("Bracket", "(");
  while (!grammar.is("Bracket", ")")) {
    if (args.length > piped.length) grammar.expect("Operator", ",");
    if (grammar.is("Bracket", ")")) break;
    args.push(grammar.rules.expression(grammar, 0));
  }
  grammar.expect("Bracket", ")");
  return args;
}

function parseClosureArguments(grammar: Grammar, wanted: readonly Argument[], piped: readonly Node[]): readonly Node[] {
  grammar.expect("Bracket", "(");
  const args = [...piped];
  const rest = wanted.slice(piped.length);
  for (const [i, argument] of rest.entries()) {
    if (grammar.is("Bracket", ")")) {
      if (argument.startsWith("optional")) break;
      grammar.fail(`expected at least ${rest.length} arguments`);
    }
    if (i > 0) grammar.expect("Operator", ",");
    args.push(argument.endsWith("predicate") ? parsePredicate(grammar) : grammar.rules.expression(grammar, 0));
  }
  if (grammar.is("Operator", ",")) grammar.next();
  grammar.expect("Bracket", ")");
  return args;
}

/** A closure, with braces or without. */
function parsePredicate(grammar: Grammar): PredicateNode {
  const at = grammar.current.from;
  const braces = grammar.is("Bracket", "{");
  if (braces) grammar.next();
  grammar.depth += 1;
  const node = braces ? grammar.rules.sequence(grammar) : grammar.rules.expression(grammar, 0);
  if (!braces && grammar.is("Operator", ";")) grammar.fail("wrap predicate with brackets { and }");
  grammar.depth -= 1;
  if (braces) grammar.expect("Bracket", "}");
  return grammar.node<PredicateNode>({ kind: "predicate", at, node });
}
