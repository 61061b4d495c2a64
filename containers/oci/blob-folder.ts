import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** What was written: its name and how many bytes. */
export interface Written {
  readonly digest: string;
  readonly size: number;
}

/** A folder of bytes named by their digest, `sha256/<hex>`, as an OCI layout has them: a blob is there whole or not at all. */
export class BlobFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where a blob lies, or would. */
  path(digest: string): string {
    return join(this.#folder, "sha256", digest.slice("sha256:".length));
  }

  /** How many bytes it has; undefined when it is not there. */
  async size(digest: string): Promise<number | undefined> {
    return (await stat(this.path(digest)).catch(() => undefined))?.size;
  }

  open(digest: string): Readable {
    return createReadStream(this.path(digest));
  }

  /**
   * Writes beside the place and renames.
   * @param expected the digest that it must have
   * @throws Error when it has another
   */
  async write(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, expected?: string): Promise<Written> {
    const folder = join(this.#folder, "sha256");
    await mkdir(folder, { recursive: true });
    const made = join(folder, `.${process.pid}-${randomBytes(6).toString("hex")}`);
    const hash = createHash("sha256");
    let size = 0;
    try {
      const file = await open(made, "wx", 0o644);
      try {
        for await (const part of source) {
          hash.update(part);
          size += part.byteLength;
          await file.appendFile(part);
        }
      } finally {
        await file.close();
      }
      const digest = `sha256:${hash.digest("hex")}`;
      if (expected !== undefined && digest !== expected) throw new Error(`The bytes of ${expected} have the digest ${digest}.`);
      await rename(made, this.path(digest));
      return { digest, size };
    } catch (error) {
      await rm(made, { force: true });
      throw error;
    }
  }
}
