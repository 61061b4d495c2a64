import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";

/** A file in a layer. */
export interface LayerFile {
  /** Without `./` or `/` before it. */
  readonly path: string;
  /** In bytes, unpacked. */
  readonly size: number;
  /** Its bytes, if they are wanted: they go by once. */
  readonly bytes: () => Promise<Buffer>;
}

/**
 * Walks the files of a layer packed with gzip, in their order.
 * @param visit what is not read by it is skipped
 * @param unpacked is given the bytes of the archive as they go by
 * @throws Error when it is no such archive
 */
export async function visitLayer(
  packed: Readable,
  visit: (file: LayerFile) => Promise<void>,
  unpacked: (part: Buffer) => void = () => {},
): Promise<void> {
  const archive = extract();
  const walking = (async () => {
    for await (const entry of archive) {
      const { name, size = 0, type } = entry.header;
      const path = name.replace(/^(\.?\/)+/, "");
      if (type === "file") await visit({ path, size, bytes: () => wholeOf(entry) });
      entry.resume();
    }
  })();
  const tapped = async function* (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const part of source) {
      unpacked(part);
      yield part;
    }
  };
  await Promise.all([pipeline(packed, createGunzip(), tapped, archive as unknown as NodeJS.WritableStream), walking]);
}

async function wholeOf(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of entry) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
