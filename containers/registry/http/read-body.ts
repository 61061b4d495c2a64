import type { Readable } from "node:stream";

/** More came than what was asked for can be. */
export class TooLong extends Error {
  override readonly name = "TooLong";
}

/** All of a short body. @throws TooLong when it is longer than the limit; Error when the connection breaks off */
export async function readBody(body: Readable, limit: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) {
      body.destroy();
      throw new TooLong(`more than ${limit} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const unread = 64 * 1024;

/** Reads away what nobody wants, so that the connection can be used again; a long one is closed instead. */
export async function discardBody(body: Readable): Promise<void> {
  await readBody(body, unread).catch(() => body.destroy());
}
