import type { CallNode, ChainNode, MemberNode, Node, SliceNode, StringNode } from "../ast.ts";
import { isName } from "./characters.ts";
import type { Grammar } from "./grammar.ts";
import { parseArguments } from "./parse-call.ts";
import { isToken } from "./token.ts";

/** What follows a value directly: `.name`, `?.name`, `.method()`, `[index]`, `?.[index]`, `[from:to]`. */
export function parsePostfix(grammar: Grammar, first: Node): Node {
  let node = first;
  while (grammar.is("Operator", ".", "?.") || grammar.is("Bracket", "[")) {
    if (grammar.is("Bracket", "[")) {
      node = parseIndex(grammar, node, false);
      continue;
    }
    const optional = grammar.next().value === "?.";
    node = optional && grammar.is("Bracket", "[") ? parseIndex(grammar, node, true) : parseMember(grammar, node, optional);
  }
  return node;
}

function parseMember(grammar: Grammar, node: Node, optional: boolean): Node {
  const name = grammar.next();
  // Words like `not` and `matches` are names here.
  if (name.kind !== "Identifier" && (name.kind !== "Operator" || !isName(name.value))) grammar.fail("expected name");
  const at = name.from;
  const property = grammar.node<StringNode>({ kind: "string", at, value: name.value });
  const inChain = node.kind === "chain";
  const base = inChain ? node.node : node;
  const method = isToken(grammar.current, "Bracket", "(");
  const member = grammar.node<MemberNode>({ kind: "member", at, node: base, property, optional, method });
  const result = method
    ? grammar.node<CallNode>({ kind: "call", at, callee: member, args: parseArguments(grammar, []) })
    : member;
  return inChain || optional ? grammar.node<ChainNode>({ kind: "chain", at, node: result }) : result;
}

function parseIndex(grammar: Grammar, node: Node, optional: boolean): Node {
  const at = grammar.next().from;
  if (grammar.is("Operator", ":")) return parseSlice(grammar, node, at, undefined);
  const from = grammar.rules.expression(grammar, 0);
  if (grammar.is("Operator", ":")) return parseSlice(grammar, node, at, from);
  const member = grammar.node<MemberNode>({ kind: "member", at, node, property: from, optional, method: false });
  const result = optional ? grammar.node<ChainNode>({ kind: "chain", at, node: member }) : member;
  grammar.expect("Bracket", "]");
  return result;
}

/** `[from:to]`, where either may be missing. */
function parseSlice(grammar: Grammar, node: Node, at: number, from: Node | undefined): SliceNode {
  grammar.next();
  const to = grammar.is("Bracket", "]") ? undefined : grammar.rules.expression(grammar, 0);
  grammar.expect("Bracket", "]");
  return grammar.node<SliceNode>({ kind: "slice", at, node, ...(from && { from }), ...(to && { to }) });
}
