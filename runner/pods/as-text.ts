import { isUtf8 } from "node:buffer";

const replacement = "\uFFFD";
const longestSequence = 4;

/**
 * Bytes as text; each byte that is no part of UTF-8 becomes U+FFFD, as in Go's JSON.
 *
 * @example asText(Buffer.from([0x61, 0xe2, 0x82, 0x62])) // => "a\uFFFD\uFFFDb"
 */
export function asText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const parts: string[] = [];
  let from = 0; // what is right goes over in one piece
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length === 0) {
      parts.push(bytes.toString("utf8", from, at), replacement);
      from = at + 1;
    }
    at += length || 1;
  }
  parts.push(bytes.toString("utf8", from));
  return parts.join("");
}

/** How many bytes the character at a place has; 0 when there is none. */
function sequenceAt(bytes: Buffer, at: number): number {
  if (bytes[at]! < 0x80) return 1;
  for (let length = 2; length <= longestSequence && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}
