import { showTokenValue, type Token, type TokenKind } from "./token.ts";
import { fail } from "./when-error.ts";

type State = TokenKind | "UNKNOWN";

const OPERATORS: readonly TokenKind[] = ["MODIFIER", "COMPARATOR", "LOGICALOP", "CLAUSE_CLOSE", "SEPARATOR"];
const AFTER_VALUE: readonly TokenKind[] = [...OPERATORS, "TERNARY"];
const BEFORE_VALUE: readonly TokenKind[] = ["PREFIX", "NUMERIC", "BOOLEAN", "VARIABLE", "ACCESSOR", "CLAUSE"];
const AFTER_OPERATOR: readonly TokenKind[] = [...BEFORE_VALUE, "STRING", "CLAUSE_CLOSE"];

/** What may come after each kind of token. A time may not stand after a modifier, a text not after a prefix. */
const NEXT: Readonly<Record<State, readonly TokenKind[]>> = {
  UNKNOWN: [...BEFORE_VALUE, "STRING", "TIME", "PATTERN"],
  CLAUSE: [...AFTER_OPERATOR, "TIME", "PATTERN"],
  CLAUSE_CLOSE: [...AFTER_VALUE, "NUMERIC", "BOOLEAN", "VARIABLE", "STRING", "PATTERN", "TIME", "CLAUSE"],
  NUMERIC: AFTER_VALUE,
  BOOLEAN: AFTER_VALUE,
  STRING: AFTER_VALUE,
  VARIABLE: AFTER_VALUE,
  TIME: OPERATORS,
  PATTERN: OPERATORS,
  ACCESSOR: [...AFTER_VALUE, "CLAUSE"],
  MODIFIER: AFTER_OPERATOR,
  COMPARATOR: [...AFTER_OPERATOR, "TIME", "PATTERN"],
  LOGICALOP: [...AFTER_OPERATOR, "TIME"],
  PREFIX: ["NUMERIC", "BOOLEAN", "VARIABLE", "ACCESSOR", "CLAUSE", "CLAUSE_CLOSE"],
  TERNARY: [...BEFORE_VALUE, "STRING", "TIME", "SEPARATOR"],
  SEPARATOR: [...BEFORE_VALUE, "STRING", "TIME"],
};

const MAY_END: ReadonlySet<State> = new Set([
  "CLAUSE_CLOSE",
  "NUMERIC",
  "BOOLEAN",
  "STRING",
  "TIME",
  "PATTERN",
  "VARIABLE",
  "ACCESSOR",
]);

export function canFollow(previous: TokenKind | undefined, kind: TokenKind): boolean {
  return NEXT[previous ?? "UNKNOWN"].includes(kind);
}

/** @throws WhenError when a token may not stand where it does, or the end comes too early */
export function checkSyntax(tokens: readonly Token[]): void {
  let previous: Token | undefined;
  for (const token of tokens) {
    if (!canFollow(previous?.kind, token.kind)) {
      if (previous?.kind === "VARIABLE" && token.kind === "CLAUSE") fail(`Undefined function ${previous.value}`);
      const before = previous === undefined ? "UNKNOWN [<nil>]" : show(previous);
      fail(`Cannot transition token types from ${before} to ${show(token)}`);
    }
    previous = token;
  }
  if (!MAY_END.has(previous?.kind ?? "UNKNOWN")) fail("Unexpected end of expression");
}

function show(token: Token): string {
  return `${token.kind} [${showTokenValue(token)}]`;
}
