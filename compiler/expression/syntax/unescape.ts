import { fromBytes } from "../go/utf8.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "`": "`",
  "?": "?",
};

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, X: 2, u: 4, U: 8 };

/**
 * What a quoted string literal holds: escapes as in Go, and `\u{1F422}`; line ends become `\n`.
 *
 * @param literal with its quotes
 * @param bytes whether it is a bytes literal (`b"\xff"`), where an escape gives a byte
 * @returns the text, or undefined when an escape is wrong
 */
export function unescapeLiteral(literal: string, bytes: boolean): string | undefined {
  const characters = [...literal.replace(/\r\n?/g, "\n")].slice(1, -1);
  const out: string[] = [];
  for (let at = 0; at < characters.length; ) {
    const character = characters[at] as string;
    if (character !== "\\") {
      out.push(character);
      at += 1;
      continue;
    }
    const found = readEscape(characters, at + 1, bytes);
    if (found === undefined) return undefined;
    out.push(found.text);
    at = found.next;
  }
  return out.join("");
}

interface Escape {
  readonly text: string;
  readonly next: number;
}

function readEscape(characters: readonly string[], at: number, bytes: boolean): Escape | undefined {
  const letter = characters[at];
  if (letter === undefined) return undefined;
  const simple = SIMPLE[letter];
  if (simple !== undefined) return { text: simple, next: at + 1 };
  if (/[0-3]/.test(letter)) return number(characters.slice(at, at + 3), 3, 8, at + 3, bytes);
  const digits = HEX_DIGITS[letter];
  if (digits === undefined || (bytes && digits !== 2)) return undefined;
  if (letter === "u" && characters[at + 1] === "{") {
    const end = characters.indexOf("}", at);
    const inside = end < 0 ? [] : characters.slice(at + 2, end);
    return inside.length > 6 ? undefined : number(inside, Math.max(inside.length, 1), 16, end + 1, bytes);
  }
  return number(characters.slice(at + 1, at + 1 + digits), digits, 16, at + 1 + digits, bytes);
}

function number(digits: readonly string[], wanted: number, base: 8 | 16, next: number, bytes: boolean): Escape | undefined {
  const text = digits.join("");
  if (digits.length !== wanted || !(base === 8 ? /^[0-7]+$/ : /^[0-9a-fA-F]+$/).test(text)) return undefined;
  const point = Number.parseInt(text, base);
  if (bytes) return { text: fromBytes(Uint8Array.of(point)), next };
  if (point > 0x10ffff) return undefined;
  // Go can't encode a surrogate: it writes U+FFFD.
  return { text: point >= 0xd800 && point <= 0xdfff ? "\ufffd" : String.fromCodePoint(point), next };
}
