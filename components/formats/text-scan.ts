import { InputError } from "../../dsl/run-context.ts";

/** How a source's bytes are read. */
export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Called now and then with the number of bytes read so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** Whether bytes begin with the byte order mark of UTF-8. */
export function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/**
 * The error for a byte that is no UTF-8.
 *
 * @param line the line that `chunk` begins in, from 1
 * @param place of the byte in the file
 * @param start of `chunk` in the file
 */
export function notUtf8(line: number, place: number, start: number, chunk: Buffer): InputError {
  let at = line;
  for (let index = 0; index < Math.min(place - start, chunk.length); index++) if (chunk[index] === 0x0a) at++;
  const byte = chunk[Math.max(0, place - start)];
  const found = byte === undefined ? "a character that is cut off" : `the byte 0x${byte.toString(16).padStart(2, "0")}`;
  return new InputError(
    "not-utf-8",
    `line ${at}: expected UTF-8, found ${found} at byte ${place} of the file.`,
    "Convert the file, for example: iconv -f latin1 -t utf-8 old.csv > new.csv",
  );
}
