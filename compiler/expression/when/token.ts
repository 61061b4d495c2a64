import { formatFloat } from "../go/format-float.ts";
import { formatTime } from "../go/time-format.ts";
import { DEFAULT_LAYOUT } from "../go/time-layouts.ts";
import type { Time } from "../value.ts";

export type TokenKind =
  | "PREFIX"
  | "NUMERIC"
  | "BOOLEAN"
  | "STRING"
  | "PATTERN"
  | "TIME"
  | "VARIABLE"
  | "SEPARATOR"
  | "ACCESSOR"
  | "COMPARATOR"
  | "LOGICALOP"
  | "MODIFIER"
  | "CLAUSE"
  | "CLAUSE_CLOSE"
  | "TERNARY";

/** A compiled regular expression and what it was made of. */
export interface Pattern {
  readonly source: string;
  readonly regexp: RegExp;
}

export interface Token {
  readonly kind: TokenKind;
  readonly value: string | number | boolean | Time | Pattern | readonly string[];
}

/** As govaluate's messages show a token's value. A parenthesis is a number to it. */
export function showTokenValue({ kind, value }: Token): string {
  if (kind === "CLAUSE" || kind === "CLAUSE_CLOSE") return String(String(value).codePointAt(0));
  if (typeof value === "number") return formatFloat(value);
  if (typeof value !== "object") return String(value);
  if ("regexp" in value) return value.source;
  return "kind" in value ? formatTime(value, DEFAULT_LAYOUT) : `[${value.join(" ")}]`;
}
