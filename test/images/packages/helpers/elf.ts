/** The header of a shared library of Linux for a processor: what tells one from another (elf.h: EM_X86_64, EM_AARCH64). */
export function elf(cpu: "x64" | "arm64"): Uint8Array {
  const header = Buffer.alloc(64);
  header.write("\x7fELF", "latin1");
  header.set([2, 1, 1], 4); // 64 bits, little-endian, version 1
  header.writeUInt16LE(3, 16); // a shared object
  header.writeUInt16LE(cpu === "x64" ? 62 : 183, 18);
  return header;
}
