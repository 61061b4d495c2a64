import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { panic } from "../go/go-panic.ts";
import { INT, STRING } from "../go/go-type.ts";
import { asInt, asText } from "../runtime/numbers.ts";
import { type SprigFunction, sprig } from "./sprig-function.ts";

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");

const text = (name: string, alphabet: string) =>
  sprig(name, [INT], STRING, (count = 0n) =>
    Array.from({ length: Math.max(Number(asInt(count)), 0) }, () => alphabet[randomInt(alphabet.length)]).join(""),
  );

/** Other values at each call, as on a cluster. */
export const RANDOM: readonly SprigFunction[] = [
  text("randNumeric", DIGITS),
  text("randAlpha", LETTERS),
  text("randAlphaNum", DIGITS + LETTERS),
  text("randAscii", ASCII),
  sprig("randBytes", [INT], STRING, (count = 0n) =>
    asInt(count) < 0n
      ? panic("runtime error: makeslice: len out of range")
      : randomBytes(Number(asInt(count))).toString("base64"),
  ),
  sprig("randInt", [INT, INT], INT, (from = 0n, to = 0n) => between(asInt(from), asInt(to))),
  sprig("shuffle", [STRING], STRING, (value = null) => shuffle([...asText(value)]).join("")),
  sprig("uuidv4", [], STRING, () => randomUUID()),
];

function between(from: bigint, to: bigint): bigint {
  return to <= from ? panic("invalid argument to Intn") : from + (randomBytes(8).readBigUInt64BE() % (to - from));
}

function shuffle(characters: string[]): string[] {
  for (let i = characters.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [characters[i], characters[j]] = [characters[j] as string, characters[i] as string];
  }
  return characters;
}
