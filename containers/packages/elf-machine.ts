import type { Platform } from "../oci/image-store.ts";

/** `e_machine` of the ELF header for the platforms of images (elf.h: EM_X86_64, EM_AARCH64). */
const machines: Readonly<Record<number, Platform>> = { 62: "linux/amd64", 183: "linux/arm64" };

/**
 * What a native file is for, by its first 20 bytes.
 * @returns undefined for one of another system or processor
 */
export function elfPlatform(start: Uint8Array): Platform | undefined {
  const header = Buffer.from(start);
  if (header.length < 20 || header.toString("latin1", 0, 4) !== "\x7fELF") return undefined;
  const isLittleEndian = header[5] === 1;
  return isLittleEndian ? machines[header.readUInt16LE(18)] : undefined;
}
