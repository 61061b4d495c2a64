import { panic } from "../go/go-panic.ts";
import { fromBytes } from "../go/utf8.ts";
import { isSpace } from "../syntax/characters.ts";

/** Sprig's functions that cut texts by bytes. Each takes and gives the bytes of a text. */

/** `bytes[from:to]`. @throws GoPanic when the bounds lie outside */
export function cutBytes(bytes: Uint8Array, from: number, to = bytes.length): Uint8Array {
  if (to < 0) return panic(`runtime error: slice bounds out of range [:${to}]`);
  if (to > bytes.length) return panic(`runtime error: slice bounds out of range [:${to}] with length ${bytes.length}`);
  if (from < 0 || from > to) return panic(`runtime error: slice bounds out of range [${from}:${to}]`);
  return bytes.slice(from, to);
}

/** The first `count` bytes, or the last ones when it is below 0. */
export function truncate(bytes: Uint8Array, count: number): Uint8Array {
  if (count < 0 && bytes.length + count > 0) return bytes.slice(bytes.length + count);
  return count >= 0 && bytes.length > count ? bytes.slice(0, count) : bytes;
}

/** Shortened to a width, with dots at the end, and at the start too when it begins later. */
export function abbreviate(bytes: Uint8Array, offset: number, width: number): string {
  if (bytes.length === 0 || width < 4) return "";
  if (bytes.length <= width) return fromBytes(bytes);
  const kept = width - 3;
  let from = Math.min(offset, bytes.length);
  if (bytes.length - from < kept) from = bytes.length - kept;
  if (from <= 4) return `${fromBytes(cutBytes(bytes, 0, kept))}...`;
  if (width < 7) return "";
  if (from + kept < bytes.length) return `...${abbreviate(bytes.slice(from), 0, kept)}`;
  return `...${fromBytes(bytes.slice(bytes.length - kept))}`;
}

/** Without blanks. Each byte is taken for a character when there is one to take out. */
export function withoutBlanks(bytes: Uint8Array): string {
  const kept = Array.from(bytes, (byte) => String.fromCharCode(byte)).filter((character) => !isSpace(character));
  return kept.length === bytes.length ? fromBytes(bytes) : kept.join("");
}

/** Lines of at most `width` bytes, broken at blanks. @param breakWords whether a longer word is broken too */
export function wrap(bytes: Uint8Array, width: number, newline: string, breakWords: boolean): string {
  const columns = Math.max(width, 1);
  const lineEnd = newline === "" ? "\n" : newline;
  const text = Buffer.from(bytes);
  const part = (from: number, to?: number) => fromBytes(Uint8Array.from(text.subarray(from, to)));
  let out = "";
  let at = 0;
  while (bytes.length - at > columns) {
    if (bytes[at] === 0x20) {
      at += 1;
      continue;
    }
    const blank = text.subarray(at, at + columns + 1).lastIndexOf(0x20);
    if (blank >= 0) {
      out += part(at, at + blank) + lineEnd;
      at += blank + 1;
    } else if (breakWords) {
      out += part(at, at + columns) + lineEnd;
      at += columns;
    } else {
      const next = text.indexOf(0x20, at + columns);
      if (next < 0) return out + part(at);
      out += part(at, next) + lineEnd;
      at = next + 1;
    }
  }
  return out + part(at);
}
