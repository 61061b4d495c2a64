import type { BinaryNode, ConditionalNode, LetNode, Node, SequenceNode, UnaryNode } from "../ast.ts";
import type { Grammar } from "./grammar.ts";
import { BINARY, COMPARISONS, NEGATABLE, RIGHT_TO_LEFT } from "./operators.ts";
import { parsePrimary } from "./parse-primary.ts";
import { isToken, type Token } from "./token.ts";

/** `a; b; c`, of which the last one is the value. */
export function parseSequence(grammar: Grammar): Node {
  const first = parseExpression(grammar, 0);
  const nodes = [first];
  while (grammar.is("Operator", ";")) {
    grammar.next();
    if (grammar.is("EOF")) break;
    nodes.push(parseExpression(grammar, 0));
  }
  return nodes.length === 1 ? first : grammar.node<SequenceNode>({ kind: "sequence", at: first.at, nodes });
}

/** Operators that bind at least as strongly as `precedence`, by climbing. */
export function parseExpression(grammar: Grammar, precedence: number): Node {
  if (precedence === 0 && grammar.is("Operator", "let")) return parseLet(grammar);
  if (precedence === 0 && grammar.is("Operator", "if")) return parseIf(grammar);
  let left = parsePrimary(grammar);
  let previous = "";
  while (grammar.is("Operator")) {
    const operator = readOperator(grammar, precedence);
    if (operator === undefined) break;
    left = parseRight(grammar, left, operator, previous);
    previous = operator.token.value;
  }
  return precedence === 0 ? parseConditional(grammar, left) : left;
}

interface Operator {
  readonly token: Token;
  readonly binds: number;
  /** Whether `not` stands before it, as in `not in`. */
  readonly negated: boolean;
}

/** Reads an operator that binds strongly enough; reads nothing when there is none. */
function readOperator(grammar: Grammar, precedence: number): Operator | undefined {
  const first = grammar.current;
  const negated = first.value === "not";
  if (negated) {
    grammar.next();
    if (!NEGATABLE.has(grammar.current.value)) grammar.unexpected();
  }
  const token = grammar.current;
  const binds = BINARY.get(token.value);
  if (binds === undefined || binds < precedence) {
    if (negated) grammar.unread(first);
    return undefined;
  }
  grammar.next();
  return { token, binds, negated };
}

function parseRight(grammar: Grammar, left: Node, { token, binds, negated }: Operator, previous: string): Node {
  if (token.value === "|") return grammar.rules.call(grammar, grammar.expect("Identifier"), [left], true);
  if (previous === "??" && token.value !== "??")
    grammar.fail(`Operator (${token.value}) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.`, token);
  if (COMPARISONS.has(token.value)) return parseComparisons(grammar, left, token, binds);
  const right = parseExpression(grammar, RIGHT_TO_LEFT.has(token.value) ? binds : binds + 1);
  const node = grammar.node<BinaryNode>({ kind: "binary", at: token.from, operator: token.value, left, right });
  return negated ? grammar.node<UnaryNode>({ kind: "unary", at: token.from, operator: "not", node }) : node;
}

/** `1 < a < 5` is `1 < a && a < 5`. */
function parseComparisons(grammar: Grammar, first: Node, firstToken: Token, binds: number): Node {
  let root: Node | undefined;
  let left = first;
  let token = firstToken;
  for (;;) {
    const right = parseExpression(grammar, binds + 1);
    const one = grammar.node<BinaryNode>({ kind: "binary", at: token.from, operator: token.value, left, right });
    root =
      root === undefined
        ? one
        : grammar.node<BinaryNode>({ kind: "binary", at: token.from, operator: "&&", left: root, right: one });
    left = right;
    token = grammar.current;
    if (!isToken(token, "Operator", ...COMPARISONS)) return root;
    grammar.next();
  }
}

function parseLet(grammar: Grammar): Node {
  grammar.next();
  const name = grammar.expect("Identifier");
  grammar.expect("Operator", "=");
  const value = parseExpression(grammar, 0);
  grammar.expect("Operator", ";");
  const body = parseSequence(grammar);
  return grammar.node<LetNode>({ kind: "let", at: name.from, name: name.value, value, body });
}

function parseIf(grammar: Grammar): Node {
  grammar.next();
  const condition = parseExpression(grammar, 0);
  const then = parseBlock(grammar);
  grammar.expect("Operator", "else");
  const otherwise = grammar.is("Operator", "if") ? parseIf(grammar) : parseBlock(grammar);
  return grammar.node<ConditionalNode>({ kind: "conditional", at: 0, condition, then, otherwise });
}

function parseBlock(grammar: Grammar): Node {
  grammar.expect("Bracket", "{");
  const body = parseSequence(grammar);
  grammar.expect("Bracket", "}");
  return body;
}

/** `a ? b : c`, and `a ?: b` for `a ? a : b`. */
function parseConditional(grammar: Grammar, first: Node): Node {
  let node = first;
  while (grammar.is("Operator", "?")) {
    grammar.next();
    let then = node;
    if (!grammar.is("Operator", ":")) then = parseExpression(grammar, 0);
    grammar.expect("Operator", ":");
    const otherwise = parseExpression(grammar, 0);
    node = grammar.node<ConditionalNode>({ kind: "conditional", at: grammar.current.from, condition: node, then, otherwise });
  }
  return node;
}
