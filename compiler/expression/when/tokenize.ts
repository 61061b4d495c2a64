import { parseFloat64 } from "../go/parse-number.ts";
import { upper } from "../go/strings.ts";
import { isSpace } from "../syntax/characters.ts";
import { COMPARATORS, LOGICAL, MODIFIERS, PREFIXES, TERNARIES } from "./operators.ts";
import { canFollow } from "./syntax.ts";
import { TextStream } from "./text-stream.ts";
import { timeIn } from "./times.ts";
import type { Token } from "./token.ts";
import { fail } from "./when-error.ts";

const DIGIT = /^\p{Nd}$/u;
const LETTER = /^\p{L}$/u;

const isNumeric = (character: string) => DIGIT.test(character) || character === ".";
const isHexDigit = (character: string) => DIGIT.test(character) || /^[a-f]$/i.test(character);
const isWord = (character: string) => LETTER.test(character) || DIGIT.test(character) || character === "_" || character === ".";
const isNoQuote = (character: string) => character !== "'" && character !== '"';
const isSymbol = (character: string) =>
  !DIGIT.test(character) && !LETTER.test(character) && !"()[]".includes(character) && isNoQuote(character);

/** The tokens of a condition as govaluate reads them. @throws WhenError */
export function tokenize(text: string): readonly Token[] {
  const stream = new TextStream(text);
  const tokens: Token[] = [];
  while (stream.canRead) {
    const token = readToken(stream, tokens[tokens.length - 1]);
    if (token === undefined) break;
    tokens.push(token);
  }
  const open = tokens.filter(({ kind }) => kind === "CLAUSE").length;
  const closed = tokens.filter(({ kind }) => kind === "CLAUSE_CLOSE").length;
  return open === closed ? tokens : fail("Unbalanced parenthesis");
}

function readToken(stream: TextStream, previous: Token | undefined): Token | undefined {
  let character = stream.read();
  while (isSpace(character)) {
    if (!stream.canRead) return undefined;
    character = stream.read();
  }
  if (isNumeric(character)) return readNumber(stream, character);
  if (character === ",") return { kind: "SEPARATOR", value: "," };
  if (character === "[") return readBracketed(stream);
  if (LETTER.test(character)) return readWord(stream);
  if (!isNoQuote(character)) return readQuoted(stream);
  if (character === "(") return { kind: "CLAUSE", value: "(" };
  if (character === ")") return { kind: "CLAUSE_CLOSE", value: ")" };
  return readSymbol(stream, previous);
}

function readNumber(stream: TextStream, first: string): Token {
  if (first === "0" && stream.canRead) {
    const second = stream.read();
    if (second === "x" && stream.canRead) return readHex(stream);
    stream.rewind(1);
  }
  const text = stream.word(isNumeric);
  const value = parseFloat64(text);
  return typeof value === "number" ? { kind: "NUMERIC", value } : fail(`Unable to parse numeric value '${text}' to float64\n`);
}

function readHex(stream: TextStream): Token {
  const { text } = stream.until(isHexDigit, false);
  const value = /^[0-9a-fA-F]+$/.test(text) ? BigInt(`0x${text}`) : -1n;
  if (value < 0n || value >= 2n ** 64n) return fail(`Unable to parse hex value '${text}' to uint64\n`);
  return { kind: "NUMERIC", value: Number(value) };
}

/** `[any text]` is one bare word. */
function readBracketed(stream: TextStream): Token {
  const { text, ended } = stream.until((character) => character !== "]", true);
  if (!ended) return fail("Unclosed parameter bracket");
  stream.rewind(-1);
  return { kind: "VARIABLE", value: text };
}

function readWord(stream: TextStream): Token {
  const word = stream.word(isWord);
  if (word.indexOf(".") > 0) return { kind: "ACCESSOR", value: fieldPath(word) };
  if (word === "true" || word === "false") return { kind: "BOOLEAN", value: word === "true" };
  if (word === "in" || word === "IN") return { kind: "COMPARATOR", value: "in" };
  return { kind: "VARIABLE", value: word };
}

/** A word with dots is a way to a field, which there are none of. */
function fieldPath(word: string): readonly string[] {
  if (word.endsWith(".")) return fail(`Hanging accessor on token '${word}'`);
  const path = word.split(".");
  const hidden = path.slice(1).find((name) => {
    const [first = ""] = name;
    return upper(first) !== first;
  });
  return hidden === undefined ? path : fail(`Unable to access unexported field '${hidden}' in token '${word}'`);
}

function readQuoted(stream: TextStream): Token {
  const { text, ended } = stream.until(isNoQuote, true);
  if (!ended) return fail("Unclosed string literal");
  stream.rewind(-1);
  const time = timeIn(text);
  return time === undefined ? { kind: "STRING", value: text } : { kind: "TIME", value: time };
}

function readSymbol(stream: TextStream, previous: Token | undefined): Token {
  const symbol = stream.word(isSymbol);
  if (PREFIXES.has(symbol) && canFollow(previous?.kind, "PREFIX")) return { kind: "PREFIX", value: symbol };
  if (MODIFIERS.has(symbol)) return { kind: "MODIFIER", value: symbol };
  if (LOGICAL.has(symbol)) return { kind: "LOGICALOP", value: symbol };
  if (COMPARATORS.has(symbol)) return { kind: "COMPARATOR", value: symbol };
  if (TERNARIES.has(symbol)) return { kind: "TERNARY", value: symbol };
  return fail(`Invalid token: '${symbol}'`);
}
