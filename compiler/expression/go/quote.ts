import { isEscapedByte } from "./utf8.ts";

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

const SHORT: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

/**
 * A text as Go's strconv.Quote writes it. Nearly JSON, but `\a`, `\v`, `\x01` and `\U000e0001` are none.
 *
 * @example quote('say "hi"\n') // => '"say \\"hi\\"\\n"'
 */
export function quote(text: string): string {
  let out = "";
  for (const character of text) out += SHORT[character] ?? quoteCharacter(character);
  return `"${out}"`;
}

function quoteCharacter(character: string): string {
  const point = character.codePointAt(0) as number;
  if (isEscapedByte(point)) return hex("x", point - 0xdc00, 2);
  if (point >= 0xd800 && point <= 0xdfff) return "\ufffd";
  if (PRINTABLE.test(character)) return character;
  if (point < 0x20 || point === 0x7f) return hex("x", point, 2);
  return point < 0x10000 ? hex("u", point, 4) : hex("U", point, 8);
}

function hex(letter: string, value: number, digits: number): string {
  return `\\${letter}${value.toString(16).padStart(digits, "0")}`;
}
