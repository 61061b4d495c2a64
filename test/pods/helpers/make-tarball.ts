import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Header, pack } from "tar-stream";

export type TarEntry = Partial<Header> & Pick<Header, "name"> & { readonly content?: string | Buffer };

/** A gzipped tarball of any entries, also such as no honest program makes. */
export async function makeTarball(file: string, entries: readonly TarEntry[]): Promise<string> {
  const tarball = pack();
  for (const { content, ...header } of entries) {
    if (header.type !== undefined && header.type !== "file") tarball.entry(header);
    else tarball.entry(header, content ?? "");
  }
  tarball.finalize();
  await pipeline(tarball as unknown as NodeJS.ReadableStream, createGzip(), createWriteStream(file));
  return file;
}
