import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";

const blockBytes = 512;

/** Whether a file is a gzipped tarball by what is in it, as Argo finds out for inputs that do not say how they are packed. */
export async function isTarball(file: string): Promise<boolean> {
  if (!(await stat(file)).isFile() || (await gzipProblem(file)) !== undefined) return false;
  const block = await firstBlock(file);
  return block !== undefined && hasTarChecksum(block);
}

/** What Go's gzip reader says of the beginning of a file; undefined when it is fine. */
export async function gzipProblem(file: string): Promise<string | undefined> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(10), 0, 10, 0);
    if (bytesRead === 0) return "EOF";
    if (bytesRead < 10) return "unexpected EOF";
    return buffer[0] === 0x1f && buffer[1] === 0x8b && buffer[2] === 8 ? undefined : "gzip: invalid header";
  } finally {
    await handle.close();
  }
}

async function firstBlock(file: string): Promise<Buffer | undefined> {
  const input = createReadStream(file, { end: 1 << 20 });
  const unzipped = input.pipe(createGunzip());
  input.once("error", (error) => unzipped.destroy(error));
  let found: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of unzipped) {
      found = Buffer.concat([found, chunk as Buffer]);
      if (found.length >= blockBytes) return found.subarray(0, blockBytes);
    }
  } catch {
    return undefined; // no gzip after all
  } finally {
    input.destroy();
    unzipped.destroy();
  }
  return undefined;
}

/** The sum of the header's bytes, its own field counted as blanks, stands in the header. */
function hasTarChecksum(block: Buffer): boolean {
  const written = Number.parseInt(
    block
      .toString("latin1", 148, 156)
      .replace(/[^0-7]/g, " ")
      .trim(),
    8,
  );
  let sum = 8 * 32;
  for (const [at, byte] of block.entries()) if (at < 148 || at >= 156) sum += byte;
  return written === sum && sum !== 8 * 32;
}
