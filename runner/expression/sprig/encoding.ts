import { createHash } from "node:crypto";
import { STRING } from "../go/go-type.ts";
import { decodeBase64 } from "../go/base64.ts";
import { GoPanic } from "../go/go-panic.ts";
import { fromBytes, toBytes } from "../go/utf8.ts";
import { asText } from "../runtime/numbers.ts";
import type { Value } from "../value.ts";
import { type SprigFunction, sprig } from "./sprig-function.ts";

export const ENCODING: readonly SprigFunction[] = [
  sprig("b64enc", [STRING], STRING, (text = null) => Buffer.from(toBytes(asText(text))).toString("base64")),
  sprig("b64dec", [STRING], STRING, decodeOrTell),
  ...(["sha1", "sha256", "sha512"] as const).map((algorithm) => sprig(`${algorithm}sum`, [STRING], STRING, (text = null) => hash(algorithm, asText(text)))),
];

/** What can't be decoded gives the words of the error as its result. */
function decodeOrTell(text: Value = null): Value {
  try {
    return fromBytes(decodeBase64(asText(text)));
  } catch (error) {
    if (error instanceof GoPanic) return error.message;
    throw error;
  }
}

function hash(algorithm: string, text: string): string {
  return createHash(algorithm).update(toBytes(text)).digest("hex");
}
