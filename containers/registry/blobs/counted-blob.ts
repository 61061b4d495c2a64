import { createHash } from "node:crypto";
import type { Blob, Descriptor } from "../../oci/image-store.ts";
import { BodyUnreadable } from "../http/exchange.ts";

/** What was to be sent is not what its descriptor says. */
export class ContentChanged extends Error {
  override readonly name = "ContentChanged";
}

/** The bytes of a blob in one reading from front to back, of which parts are taken; all of them are counted and hashed on the way. */
export class CountedBlob {
  readonly #descriptor: Descriptor;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #hash;
  readonly #end: () => void;
  #rest: Uint8Array = new Uint8Array();
  #taken = 0;

  constructor({ descriptor, open }: Blob) {
    this.#descriptor = descriptor;
    const stream = open();
    this.#end = () => stream.destroy();
    this.#source = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    this.#hash = createHash(descriptor.digest.slice(0, descriptor.digest.indexOf(":")));
  }

  /** The next so many bytes. @throws ContentChanged when there are fewer */
  async *take(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; ) {
      if (this.#rest.byteLength === 0 && !(await this.#read()))
        throw new ContentChanged(`it ends after ${this.#taken} of ${this.#descriptor.size} bytes`);
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.byteLength);
      this.#hash.update(piece);
      this.#taken += piece.byteLength;
      left -= piece.byteLength;
      yield piece;
    }
  }

  /** Reads what is already there. */
  async skip(length: number): Promise<void> {
    for await (const _ of this.take(length)) {
      // Hashed, and not wanted.
    }
  }

  /** Holds all that was taken to the descriptor. @throws ContentChanged */
  async finish(): Promise<void> {
    if (this.#rest.byteLength > 0 || (await this.#read()))
      throw new ContentChanged(`it has more than ${this.#descriptor.size} bytes`);
    const { digest } = this.#descriptor;
    const found = `${digest.slice(0, digest.indexOf(":"))}:${this.#hash.digest("hex")}`;
    if (found !== digest) throw new ContentChanged(`it is ${found} now`);
  }

  close(): void {
    this.#end();
  }

  async #read(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#source.next().catch((error: unknown) => {
        throw new BodyUnreadable(error instanceof Error ? error.message : String(error), { cause: error });
      });
      if (done === true) return false;
      if (value.byteLength === 0) continue;
      this.#rest = value;
      return true;
    }
  }
}
