import type { BoolNode, BytesNode, IdentifierNode, NilNode, Node, PointerNode, StringNode, UnaryNode } from "../ast.ts";
import type { Grammar } from "./grammar.ts";
import { UNARY } from "./operators.ts";
import { parseArray, parseMap } from "./parse-collection.ts";
import { parseNumber } from "./parse-number.ts";
import { isToken, type Token } from "./token.ts";

/** What operators stand between: a value with what follows it directly. */
export function parsePrimary(grammar: Grammar): Node {
  const token = grammar.current;
  const { rules } = grammar;
  const binds = token.kind === "Operator" ? UNARY.get(token.value) : undefined;
  if (binds !== undefined) {
    grammar.next();
    const node = rules.expression(grammar, binds);
    return rules.postfix(grammar, grammar.node<UnaryNode>({ kind: "unary", at: token.from, operator: token.value, node }));
  }
  if (isToken(token, "Bracket", "(")) {
    grammar.next();
    const node = rules.sequence(grammar);
    grammar.expect("Bracket", ")");
    return rules.postfix(grammar, node);
  }
  if (grammar.depth > 0 && isToken(token, "Operator", "#", ".")) return rules.postfix(grammar, parsePointer(grammar));
  if (isToken(token, "Operator", "::")) {
    grammar.next();
    return rules.postfix(grammar, rules.call(grammar, grammar.expect("Identifier"), [], false));
  }
  return parseOperand(grammar, token);
}

/** `#`, `#index`; a `.name` in a closure begins with an item that isn't written. */
function parsePointer(grammar: Grammar): Node {
  const at = grammar.current.from;
  let name = "";
  if (grammar.is("Operator", "#")) {
    grammar.next();
    if (grammar.is("Identifier")) name = grammar.next().value;
  }
  return grammar.node<PointerNode>({ kind: "pointer", at, name });
}

function parseOperand(grammar: Grammar, token: Token): Node {
  const at = token.from;
  const { postfix } = grammar.rules;
  switch (token.kind) {
    case "Identifier":
      return parseWord(grammar, token);
    case "Number":
      grammar.next();
      return parseNumber(grammar, token);
    case "String":
      grammar.next();
      return postfix(grammar, grammar.node<StringNode>({ kind: "string", at, value: token.value }));
    case "Bytes":
      grammar.next();
      return postfix(grammar, grammar.node<BytesNode>({ kind: "bytes", at, value: token.value }));
    default:
  }
  if (isToken(token, "Bracket", "[")) return postfix(grammar, parseArray(grammar, token));
  if (isToken(token, "Bracket", "{")) return postfix(grammar, parseMap(grammar, token));
  return grammar.unexpected(token);
}

function parseWord(grammar: Grammar, token: Token): Node {
  const at = token.from;
  grammar.next();
  if (token.value === "true" || token.value === "false")
    return grammar.node<BoolNode>({ kind: "bool", at, value: token.value === "true" });
  if (token.value === "nil") return grammar.node<NilNode>({ kind: "nil", at });
  const { rules } = grammar;
  const node = grammar.is("Bracket", "(")
    ? rules.call(grammar, token, [], true)
    : grammar.node<IdentifierNode>({ kind: "identifier", at, name: token.value });
  return rules.postfix(grammar, node);
}
