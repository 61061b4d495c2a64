import { createHash } from "node:crypto";
import type { Descriptor } from "./image-store.ts";

/** `sha256:` and 64 hexadecimal digits: the name of these bytes wherever they lie. */
export const digestOf = (bytes: Uint8Array | string): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** Names bytes by what they are, their digest and their number. */
export function describe(mediaType: string, bytes: Uint8Array): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.byteLength };
}

/** Whether it names bytes by their SHA-256: the only names that every registry knows. */
export const isDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text);
