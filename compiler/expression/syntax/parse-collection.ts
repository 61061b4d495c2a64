import type { ArrayNode, MapNode, Node, PairNode, StringNode } from "../ast.ts";
import type { Grammar } from "./grammar.ts";
import { showToken, type Token } from "./token.ts";

/** `[1, 2, 3]`; a comma may stand at the end. */
export function parseArray(grammar: Grammar, open: Token): ArrayNode {
  grammar.expect("Bracket", "[");
  const nodes: Node[] = [];
  while (!grammar.is("Bracket", "]")) {
    if (nodes.length > 0) {
      grammar.expect("Operator", ",");
      if (grammar.is("Bracket", "]")) break;
    }
    nodes.push(grammar.rules.expression(grammar, 0));
  }
  grammar.expect("Bracket", "]");
  return grammar.node<ArrayNode>({ kind: "array", at: open.from, nodes });
}

/** `{name: 1, "text": 2, 3: 4, (expression): 5}`. */
export function parseMap(grammar: Grammar, open: Token): MapNode {
  grammar.expect("Bracket", "{");
  const pairs: PairNode[] = [];
  while (!grammar.is("Bracket", "}")) {
    if (pairs.length > 0) {
      grammar.expect("Operator", ",");
      if (grammar.is("Bracket", "}")) break;
      if (grammar.is("Operator", ",")) grammar.unexpected();
    }
    const key = parseKey(grammar);
    grammar.expect("Operator", ":");
    const value = grammar.rules.expression(grammar, 0);
    pairs.push(grammar.node<PairNode>({ kind: "pair", at: open.from, key, value }));
  }
  grammar.expect("Bracket", "}");
  return grammar.node<MapNode>({ kind: "map", at: open.from, pairs });
}

function parseKey(grammar: Grammar): Node {
  const token = grammar.current;
  if (token.kind === "Number" || token.kind === "String" || token.kind === "Identifier") {
    const key = grammar.node<StringNode>({ kind: "string", at: token.from, value: token.value });
    grammar.next();
    return key;
  }
  if (grammar.is("Bracket", "(")) return grammar.rules.expression(grammar, 0);
  return grammar.fail(
    `a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses (unexpected token ${showToken(token)})`,
  );
}
