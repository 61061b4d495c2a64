import type { PatternCursor } from "./pattern-cursor.ts";
import { literal, PERL_CLASSES, POSIX_CLASSES, regexpError, unicodeClass } from "./regexp-class.ts";

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { a: "\\x07", f: "\\f", n: "\\n", r: "\\r", t: "\\t", v: "\\v" };

/** A character or a set of them, as JavaScript writes it between brackets. */
interface SetItem {
  readonly source: string;
  readonly isSet: boolean;
}

/** An escape that may stand in a class as well. */
export function readSetEscape(cursor: PatternCursor): SetItem {
  const from = cursor.at;
  const letter = cursor.peek(1);
  cursor.at += 2;
  if (letter === undefined) return regexpError("trailing backslash at end of expression", "");
  const perl = PERL_CLASSES[letter.toLowerCase()];
  if (perl !== undefined)
    return { source: letter === letter.toLowerCase() ? perl : complement(letter.toLowerCase()), isSet: true };
  if (letter === "p" || letter === "P") return { source: readUnicode(cursor, from, letter === "P"), isSet: true };
  const simple = SIMPLE_ESCAPES[letter];
  if (simple !== undefined) return { source: simple, isSet: false };
  if (letter === "x") return { source: readHex(cursor, from), isSet: false };
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(cursor.rest(from + 1));
  if (octal !== null) {
    cursor.at = from + 1 + octal[0].length;
    return { source: codePoint(Number.parseInt(octal[0], 8)), isSet: false };
  }
  if (/[A-Za-z0-9]/.test(letter) || letter > "\x7f") regexpError("invalid escape sequence", `\\${letter}`);
  return { source: literal(letter), isSet: false };
}

function readUnicode(cursor: PatternCursor, from: number, negated: boolean): string {
  const found = /^\\[pP](?:\{([^}]*)\}|(.))/su.exec(cursor.rest(from));
  const name = found?.[1] ?? found?.[2];
  if (found === null || name === undefined) return regexpError("invalid character class range", cursor.rest(from));
  cursor.at = from + [...found[0]].length;
  return unicodeClass(name, negated) ?? regexpError("invalid character class range", found[0]);
}

function readHex(cursor: PatternCursor, from: number): string {
  const found = /^\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/.exec(cursor.rest(from));
  const point = Number.parseInt(found?.[1] ?? found?.[2] ?? "", 16);
  if (found === null || !(point <= 0x10ffff))
    return regexpError("invalid escape sequence", /^\\x\{?[0-9A-Fa-f]*.?/su.exec(cursor.rest(from))?.[0] ?? "\\x");
  cursor.at = from + found[0].length;
  return codePoint(point);
}

/** `[…]`, with the cursor at its beginning. */
export function readSet(cursor: PatternCursor): string {
  const from = cursor.at;
  cursor.at += 1;
  let negated = false;
  if (cursor.peek() === "^") {
    negated = true;
    cursor.at += 1;
  }
  let out = "";
  for (let first = true; first || cursor.peek() !== "]"; first = false) {
    if (cursor.peek() === undefined) regexpError("missing closing ]", cursor.rest(from));
    out += readItem(cursor, from);
  }
  cursor.at += 1;
  return `[${negated ? "^" : ""}${out}]`;
}

function readItem(cursor: PatternCursor, from: number): string {
  const posix = /^\[:(\^?)(\w+):\]/.exec(cursor.rest());
  if (posix !== null) {
    const set = POSIX_CLASSES[posix[2] as string];
    if (set === undefined) return regexpError("invalid character class range", posix[0]);
    cursor.at += posix[0].length;
    return posix[1] === "" ? set : complementOf(set);
  }
  const start = cursor.at;
  const low = readCharacter(cursor, from);
  if (low.isSet || cursor.peek() !== "-" || cursor.peek(1) === "]" || cursor.peek(1) === undefined) return low.source;
  cursor.at += 1;
  const high = readCharacter(cursor, from);
  if (high.isSet || pointOf(low.source) > pointOf(high.source))
    return regexpError("invalid character class range", cursor.rest(start, cursor.at));
  return `${low.source}-${high.source}`;
}

function readCharacter(cursor: PatternCursor, from: number): SetItem {
  const character = cursor.peek();
  if (character === undefined) return regexpError("missing closing ]", cursor.rest(from));
  if (character === "\\") return readSetEscape(cursor);
  cursor.at += 1;
  return { source: literal(character), isSet: false };
}

/** `\D`, `\S`, `\W` as they may stand inside a class. */
function complement(letter: string): string {
  return complementOf(PERL_CLASSES[letter] as string);
}

/** All characters but those of an ASCII set, as ranges. */
function complementOf(set: string): string {
  const inSet = new RegExp(`[${set}]`, "u");
  let out = "";
  let from: number | undefined;
  for (let point = 0; point <= 0x80; point++) {
    const outside = point === 0x80 || !inSet.test(String.fromCharCode(point));
    if (outside && from === undefined) from = point;
    if (!outside && from !== undefined) {
      out += `${codePoint(from)}-${codePoint(point - 1)}`;
      from = undefined;
    }
  }
  return `${out}${codePoint(from ?? 0x80)}-\\u{10ffff}`;
}

function codePoint(point: number): string {
  return `\\u{${point.toString(16)}}`;
}

/** The character that one item of a class stands for. */
function pointOf(source: string): number {
  const braced = /^\\u\{([0-9a-f]+)\}$/.exec(source)?.[1] ?? /^\\x([0-9a-f]{2})$/.exec(source)?.[1];
  if (braced !== undefined) return Number.parseInt(braced, 16);
  const control: Readonly<Record<string, number>> = { "\\f": 12, "\\n": 10, "\\r": 13, "\\t": 9, "\\v": 11 };
  return control[source] ?? (source.replace(/^\\(?=.)/u, "").codePointAt(0) as number);
}
