/**
 * Go's strings are bytes, ours are UTF-16. A byte that is no UTF-8 stands in our strings as a lone surrogate, U+DC00 + byte,
 * so that cutting a character in two and joining it again loses nothing.
 */

const ESCAPED_BYTE = /[\uDC80-\uDCFF]/;
const encoder = new TextEncoder();

/** The bytes that Go would hold for this text. */
export function toBytes(text: string): Uint8Array {
  if (!hasLoneByte(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    if (isEscapedByte(point)) bytes.push(point - 0xdc00);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/** The text of these bytes; those that are no UTF-8 become escaped bytes, one by one as Go takes them. */
export function fromBytes(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceLength(bytes, at);
    if (size === 0) {
      text += String.fromCharCode(0xdc00 + (bytes[at] as number));
      at += 1;
    } else {
      text += decode(bytes, at, size);
      at += size;
    }
  }
  return text;
}

/** Joins two texts; halves of a character that meet become that character. */
export function concatText(left: string, right: string): string {
  const text = left + right;
  return hasLoneByte(text) ? fromBytes(toBytes(text)) : text;
}

/** Byte length, Go's `len` of a string. */
export function byteLength(text: string): number {
  return toBytes(text).length;
}

/** Number of runes: each stray byte is one. */
export function runeCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Compares as Go does, byte by byte. @returns below, at or above 0 */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const a = toBytes(left);
  const b = toBytes(right);
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The text with each stray byte shown as U+FFFD, as Go's JSON writes it. */
export function replaceStrayBytes(text: string): string {
  if (!hasLoneByte(text)) return text;
  let out = "";
  for (const character of text) out += isEscapedByte(character.codePointAt(0) as number) ? "\ufffd" : character;
  return out;
}

export function isEscapedByte(point: number): boolean {
  return point >= 0xdc80 && point <= 0xdcff;
}

/** A regular expression alone would also find the second half of a real pair. */
function hasLoneByte(text: string): boolean {
  return ESCAPED_BYTE.test(text) && !text.isWellFormed();
}

/** How many bytes the character at `at` has, 0 when there is none. Overlong forms, surrogates and values over U+10FFFF are none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const size = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (size === 0 || at + size > bytes.length) return 0;
  for (let i = 1; i < size; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] as number;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return size;
}

function decode(bytes: Uint8Array, at: number, size: number): string {
  const first = bytes[at] as number;
  if (size === 1) return String.fromCharCode(first);
  let point = first & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) point = (point << 6) | ((bytes[at + i] as number) & 0x3f);
  return String.fromCodePoint(point);
}
