const magics: readonly (readonly [string, readonly number[]])[] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
  ["Parquet", [0x50, 0x41, 0x52, 0x31]],
  ["gzip", [0x1f, 0x8b]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["HDF5", [0x89, 0x48, 0x44, 0x46]],
  ["NumPy", [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]],
  ["PDF", [0x25, 0x50, 0x44, 0x46]],
  ["SQLite", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

/** What a file is by its first bytes: an image's type, a format's name, nothing when they are those of no format that is known. */
export function fileKind(head: Uint8Array): string | undefined {
  const webp = ascii(head, 0, 4) === "RIFF" && ascii(head, 8, 12) === "WEBP";
  if (webp) return "image/webp";
  return magics.find(([, magic]) => magic.every((byte, at) => head[at] === byte))?.[0];
}

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** The beginning of a file as text; undefined when it is none. A character that the end cuts in two is left out. */
export function textOfHead(head: Uint8Array, isWhole: boolean): string | undefined {
  if (head.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: !isWhole });
  } catch {
    return undefined;
  }
}
