import { Gzip } from "fflate";

/** What the compressor is given at a time. What comes out depends on it, so it never changes. */
const chunkBytes = 2 ** 20;

/**
 * Compresses so that the same bytes become the same bytes on any machine: zlib's output varies with its version and with the processor, that of
 * a compressor written in JavaScript does not. The header has neither time nor name.
 */
export async function* gzipSame(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const ready: Uint8Array[] = [];
  const gzip = new Gzip({ level: 6, mtime: 0 }, (part) => {
    if (part.byteLength > 0) ready.push(part);
  });
  for await (const chunk of rechunked(source)) {
    gzip.push(chunk);
    yield* ready.splice(0);
  }
  gzip.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}

/** The same bytes in pieces of one length, however they came. */
async function* rechunked(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  for await (const part of source) {
    for (let from = 0; from < part.byteLength; ) {
      const taken = Math.min(chunkBytes - filled, part.byteLength - from);
      chunk.set(part.subarray(from, from + taken), filled);
      filled += taken;
      from += taken;
      if (filled < chunkBytes) continue;
      yield chunk;
      chunk = new Uint8Array(chunkBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
