import { quote } from "../go/quote.ts";

export type TokenKind = "Identifier" | "Number" | "String" | "Bytes" | "Operator" | "Bracket" | "EOF";

export interface Token {
  readonly kind: TokenKind;
  readonly value: string;
  /** Characters before it in the source. */
  readonly from: number;
}

export function isToken(token: Token, kind: TokenKind, ...values: readonly string[]): boolean {
  return token.kind === kind && (values.length === 0 || values.includes(token.value));
}

/** As messages name a token: `Operator("+")`, `EOF`. */
export function showToken(token: Token): string {
  return token.value === "" ? token.kind : `${token.kind}(${quote(token.value)})`;
}
