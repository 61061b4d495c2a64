import { isUtf8 } from "node:buffer";

/**
 * Checks a stream of bytes for UTF-8, chunk by chunk.
 *
 * ```ts
 * const scan = utf8Scan();
 * scan.push(Buffer.from("caf\xe9", "latin1")); // => 3, the place of the byte that breaks the rules
 * ```
 */
export interface Utf8Scan {
  /** Takes the next bytes. @returns the place, from the start of the stream, of the first byte that is no UTF-8; undefined when all are fine */
  readonly push: (chunk: Uint8Array) => number | undefined;
  /** Says that there are no more bytes. @returns the place of a character that was cut off, if one was */
  readonly end: () => number | undefined;
}

export function utf8Scan(): Utf8Scan {
  let carried: Uint8Array = new Uint8Array(0);
  let seen = 0;
  return {
    push(chunk) {
      const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
      const start = seen - carried.length;
      const whole = bytes.length - unfinishedBytes(bytes);
      seen += chunk.length;
      if (!isUtf8(bytes.subarray(0, whole))) return start + firstBadByte(bytes);
      carried = Uint8Array.from(bytes.subarray(whole)); // a copy: the caller may use the chunk's memory again
      return undefined;
    },
    end: () => (carried.length === 0 ? undefined : seen - carried.length),
  };
}

/** How many bytes a character takes that starts with `byte`; 0 when none starts so. */
function characterLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}

/** How many bytes at the end belong to a character that goes on in the next chunk: 0 to 3. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    return characterLength(byte) > back ? back : 0;
  }
  return 0;
}

/** The first byte at which `bytes` stop being UTF-8, found by halving: every beginning of valid text is valid up to an unfinished end. */
function firstBadByte(bytes: Uint8Array): number {
  const isFine = (length: number) => isUtf8(bytes.subarray(0, length - unfinishedBytes(bytes.subarray(0, length))));
  let fine = 0;
  let bad = bytes.length;
  while (bad - fine > 1) {
    const middle = (fine + bad) >> 1;
    if (isFine(middle)) fine = middle;
    else bad = middle;
  }
  // the byte that breaks the text may end a character that began before it: name the place where that character begins
  return fine - unfinishedBytes(bytes.subarray(0, fine));
}
