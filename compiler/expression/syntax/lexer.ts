import { ExpressionError } from "../expression-error.ts";
import { quote } from "../go/quote.ts";
import { CharacterCursor, END } from "./character-cursor.ts";
import { isAlphaNumeric, isSpace } from "./characters.ts";
import { scanString } from "./scan-string.ts";
import type { Token, TokenKind } from "./token.ts";

const WORD_OPERATORS: ReadonlySet<string> = new Set([
  "in",
  "or",
  "and",
  "matches",
  "contains",
  "startsWith",
  "endsWith",
  "let",
  "if",
  "else",
  "not",
]);

/** What may follow `not` as one operator with it. */
const NEGATED: ReadonlySet<string> = new Set(["in", "matches", "contains", "startsWith", "endsWith"]);

/** Which characters may follow the first one of an operator. */
const SECOND: Readonly<Record<string, string>> = {
  "?": ".?",
  "|": "|",
  ":": ":",
  ".": ".",
  ...Object.fromEntries([..."&!=*<>"].map((first) => [first, "&=*"])),
};

/**
 * The tokens of an expression, one after the other. An error in the source is thrown only when the reading comes to it,
 * so that an earlier error of the grammar is the one that is told.
 */
export function* lex(source: string): Generator<Token, void> {
  const cursor = new CharacterCursor(source);
  for (;;) {
    const from = cursor.at;
    const character = cursor.next();
    if (character === END) {
      yield { kind: "EOF", value: "", from: Math.max(cursor.at - 1, 0) };
      return;
    }
    if (isSpace(character)) continue;
    if (character === "/" && (cursor.peek() === "/" || cursor.peek() === "*")) {
      skipComment(cursor);
      continue;
    }
    yield* readToken(cursor, character, from);
  }
}

/** Mostly one token; a `#` with a name and a `not` with an operator are two. */
function* readToken(cursor: CharacterCursor, first: string, from: number): Generator<Token, void> {
  const token = (kind: TokenKind, value = cursor.text(from)): Token => ({ kind, value, from });
  if (first === "'" || first === '"') yield token("String", scanString(cursor, first, from, false));
  else if (first === "`") yield token("String", scanRawString(cursor));
  else if ((first === "b" || first === "B") && (cursor.peek() === "'" || cursor.peek() === '"'))
    yield token("Bytes", scanString(cursor, cursor.next(), from + 1, true));
  else if (/[0-9]/.test(first) || (first === "." && /[0-9]/.test(cursor.peek()))) yield token("Number", scanNumber(cursor, from));
  else if ("([{)]}".includes(first)) yield token("Bracket");
  else if (first === "#") yield* readPointer(cursor, from);
  else if (isOperator(cursor, first)) yield token("Operator");
  else if (isAlphaNumeric(first)) yield* readWord(cursor, from);
  else cursor.fail(`unrecognized character: ${describe(first)}`);
}

/** Takes the second character of an operator that has one. */
function isOperator(cursor: CharacterCursor, first: string): boolean {
  const accepted = SECOND[first];
  if (accepted !== undefined) cursor.accept(accepted);
  return accepted !== undefined || ",;%+-^/".includes(first);
}

function* readPointer(cursor: CharacterCursor, from: number): Generator<Token, void> {
  cursor.accept("#");
  yield { kind: "Operator", value: cursor.text(from), from };
  const nameFrom = cursor.at;
  cursor.acceptAll(isAlphaNumeric);
  if (cursor.at > nameFrom) yield { kind: "Identifier", value: cursor.text(nameFrom), from: nameFrom };
}

function* readWord(cursor: CharacterCursor, from: number): Generator<Token, void> {
  cursor.acceptAll(isAlphaNumeric);
  const word = cursor.text(from);
  yield { kind: WORD_OPERATORS.has(word) ? "Operator" : "Identifier", value: word, from };
  if (word !== "not") return;
  cursor.acceptAll((character) => character === " ");
  const nextFrom = cursor.at;
  cursor.acceptAll(isAlphaNumeric);
  const next = cursor.text(nextFrom);
  if (NEGATED.has(next)) yield { kind: "Operator", value: next, from: nextFrom };
  else cursor.back(nextFrom);
}

function skipComment(cursor: CharacterCursor): void {
  if (cursor.next() === "/") {
    cursor.acceptAll((character) => character !== "\n");
    return;
  }
  for (;;) {
    const character = cursor.next();
    if (character === END) cursor.fail("unclosed comment", true);
    if (character === "*" && cursor.accept("/")) return;
  }
}

function scanRawString(cursor: CharacterCursor): string {
  let text = "";
  for (;;) {
    const character = cursor.next();
    if (character === END) cursor.fail("literal not terminated", true);
    if (character === "`" && !cursor.accept("`")) return text;
    text += character;
  }
}

function scanNumber(cursor: CharacterCursor, from: number): string {
  cursor.back(from);
  let digits = "0123456789_";
  if (cursor.accept("0")) {
    if (cursor.accept("xX")) digits = "0123456789abcdefABCDEF_";
    else if (cursor.accept("oO")) digits = "01234567_";
    else if (cursor.accept("bB")) digits = "01_";
  }
  const isDigit = (character: string) => digits.includes(character);
  cursor.acceptAll(isDigit);
  const whole = cursor.at;
  if (cursor.accept(".")) {
    if (cursor.peek() === ".") {
      // 1..5 is a range.
      cursor.back(whole);
      return cursor.text(from);
    }
    cursor.acceptAll(isDigit);
  }
  if (cursor.accept("eE")) {
    cursor.accept("+-");
    cursor.acceptAll(isDigit);
  }
  if (cursor.peek() !== END && isAlphaNumeric(cursor.peek())) {
    cursor.next();
    throw ExpressionError.at(cursor.source, cursor.at - 1, `bad number syntax: ${quote(cursor.text(from))}`);
  }
  return cursor.text(from);
}

/** As Go's `%#U` shows a character. */
function describe(character: string): string {
  const point = character.codePointAt(0) as number;
  const shown = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character) ? ` '${character}'` : "";
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}${shown}`;
}
