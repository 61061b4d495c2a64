import type { FloatNode, IntegerNode, Node } from "../ast.ts";
import { parseFloat64, parseInteger } from "../go/parse-number.ts";
import { quote } from "../go/quote.ts";
import type { Grammar } from "./grammar.ts";
import type { Token } from "./token.ts";

/** A number as it is written: `1_000`, `0xff`, `0b101`, `0o17`, `.5`, `1e3`. */
export function parseNumber(grammar: Grammar, token: Token): Node {
  const text = token.value.replaceAll("_", "");
  const lower = text.toLowerCase();
  if (lower.startsWith("0x")) return integer(grammar, token, text, 16, "hex");
  if (/[.e]/.test(lower)) return float(grammar, token, text);
  if (lower.startsWith("0b")) return integer(grammar, token, text, 2, "binary");
  if (lower.startsWith("0o")) return integer(grammar, token, text, 8, "octal");
  return integer(grammar, token, text, 10, "integer");
}

function integer(grammar: Grammar, token: Token, text: string, base: 2 | 8 | 10 | 16, name: string): Node {
  const parsed = parseInteger(base === 10 ? text : text.slice(2), base);
  if (typeof parsed === "string")
    return grammar.fail(`invalid ${name} literal: strconv.ParseInt: parsing ${quote(text)}: ${parsed}`);
  return grammar.node<IntegerNode>({ kind: "integer", at: token.from, value: parsed });
}

function float(grammar: Grammar, token: Token, text: string): Node {
  const parsed = parseFloat64(text);
  if (typeof parsed === "string")
    return grammar.fail(`invalid float literal: strconv.ParseFloat: parsing ${quote(text)}: ${parsed}`);
  return grammar.node<FloatNode>({ kind: "float", at: token.from, value: parsed });
}
