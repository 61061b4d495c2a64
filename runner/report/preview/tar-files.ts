import type { FileLine } from "./preview.ts";

const block = 512;

export interface TarFiles {
  readonly files: readonly FileLine[];
  /** The content of the first file, as far as it is there. */
  readonly first?: Uint8Array;
}

/** The files in the beginning of a tar archive; undefined when it is none. Nothing is unpacked. */
export function tarFiles(bytes: Uint8Array, most: number): TarFiles | undefined {
  if (text(bytes, 257, 262) !== "ustar") return undefined;
  const files: FileLine[] = [];
  let first: Uint8Array | undefined;
  let longName: string | undefined;
  for (let at = 0; at + block <= bytes.length && files.length < most && bytes[at] !== 0; ) {
    const size = Number.parseInt(text(bytes, at + 124, at + 136).trim() || "0", 8);
    if (!(size >= 0)) break;
    const type = text(bytes, at + 156, at + 157);
    const content = bytes.subarray(at + block, at + block + size);
    const prefix = text(bytes, at + 345, at + 500);
    const name = longName ?? (prefix === "" ? "" : `${prefix}/`) + text(bytes, at, at + 100);
    longName = type === "L" ? text(content, 0, content.length) : undefined;
    if (type === "0" || type === "") {
      files.push({ name, bytes: size });
      first ??= content;
    }
    at += block + Math.ceil(size / block) * block;
  }
  return { files, ...(first !== undefined && { first }) };
}

/** Up to the first NUL. */
function text(bytes: Uint8Array, from: number, to: number): string {
  const part = bytes.subarray(from, to);
  const end = part.indexOf(0);
  return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end));
}
