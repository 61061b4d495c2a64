import { open } from "node:fs/promises";

/** Bytes that one read asks for. */
const chunkBytes = 1 << 20;

/**
 * The bytes of a file in order, in pieces of up to 1 MiB. Each piece is only good until the next one: the buffer is used again.
 *
 * @param from where to begin, in bytes
 */
export async function* readBytes(
  path: string,
  { from = 0, signal }: { from?: number; signal?: AbortSignal } = {},
): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    let position = from;
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The first bytes of a file, at most `length`. */
export async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
