import { createHash } from "node:crypto";
import { decodeBase32, encodeBase32 } from "../go/base32.ts";
import { decodeBase64 } from "../go/base64.ts";
import { GoPanic } from "../go/go-panic.ts";
import { STRING } from "../go/go-type.ts";
import { fromBytes, toBytes } from "../go/utf8.ts";
import { asText } from "../runtime/numbers.ts";
import { type SprigFunction, sprig } from "./sprig-function.ts";

const ofBytes = (name: string, work: (bytes: Uint8Array) => string) =>
  sprig(name, [STRING], STRING, (text = null) => work(toBytes(asText(text))));

/** What can't be decoded gives the words of the error as its result. */
const decoding = (name: string, decode: (text: string) => Uint8Array) =>
  sprig(name, [STRING], STRING, (text = null) => {
    try {
      return fromBytes(decode(asText(text)));
    } catch (error) {
      if (error instanceof GoPanic) return error.message;
      throw error;
    }
  });

export const ENCODING: readonly SprigFunction[] = [
  ofBytes("b64enc", (bytes) => Buffer.from(bytes).toString("base64")),
  decoding("b64dec", decodeBase64),
  ofBytes("b32enc", encodeBase32),
  decoding("b32dec", decodeBase32),
  ...(["sha1", "sha256", "sha512"] as const).map((algorithm) =>
    ofBytes(`${algorithm}sum`, (bytes) => createHash(algorithm).update(bytes).digest("hex")),
  ),
  ofBytes("adler32sum", (bytes) => String(adler32(bytes))),
];

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}
