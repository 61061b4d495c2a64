import { formatValue } from "../go/format-value.ts";
import { parseFloat64 } from "../go/parse-number.ts";
import { fromBytes } from "../go/utf8.ts";
import { numberOf, toInt, truncate, wrap } from "../runtime/numbers.ts";
import { isList, type Value } from "../value.ts";

const MAX_INT64 = 2n ** 63n;

/** Any value as an int64, as sprig takes its numbers: what is none is 0. */
export function castInt(value: Value): bigint {
  const number = numberOf(value);
  if (number !== undefined) return typeof number === "bigint" ? wrap(number) : truncate(number);
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "string" ? (parsePrefixed(value.replace(/\.0+$/, "")) ?? 0n) : 0n;
}

/** Any value as a float64; what is none is 0. */
export function castFloat(value: Value): number {
  const number = numberOf(value);
  if (number !== undefined) return Number(number);
  if (typeof value === "boolean") return value ? 1 : 0;
  const parsed = typeof value === "string" ? parseFloat64(value) : 0;
  return typeof parsed === "number" ? parsed : 0;
}

/** An integer with the prefix of its base: `0x1f`, `0b1`, `0o17`, and `017` for octal too. */
function parsePrefixed(text: string): bigint | undefined {
  const [, sign = "", prefix = "", digits = ""] = /^([+-]?)(0[xXbBoO]|0(?=.))?(.*)$/s.exec(text) ?? [];
  if (/^_(?!.)|__|_$/.test(digits) || (prefix === "" && digits.startsWith("_"))) return undefined;
  const base = /x/i.test(prefix) ? "0x" : /b/i.test(prefix) ? "0b" : prefix === "" ? "" : "0o";
  const allowed = { "0x": /^[0-9a-f]+$/i, "0b": /^[01]+$/, "0o": /^[0-7]+$/, "": /^[0-9]+$/ }[base] as RegExp;
  const plain = digits.replaceAll("_", "");
  if (!allowed.test(plain)) return undefined;
  const size = BigInt(base + plain);
  const value = sign === "-" ? -size : size;
  return value >= MAX_INT64 || value < -MAX_INT64 ? undefined : value;
}

/** Any value as a text. */
export function castText(value: Value): string {
  if (typeof value === "string") return value;
  if (isList(value) && value.type.name === "[]uint8")
    return fromBytes(Uint8Array.from(value.items, (byte) => Number(toInt(byte))));
  return formatValue(value);
}

/** The texts of a list without its nils; anything else is one text, nil none. */
export function castTexts(value: Value): readonly string[] {
  if (isList(value)) return value.items.filter((item) => item !== null).map(castText);
  return value === null ? [] : [castText(value)];
}

/** Whether sprig takes a value for not given: nil, false, 0, and what has no items or characters. */
export function isEmpty(value: Value): boolean {
  if (value === null || value === false || value === "") return true;
  const number = numberOf(value);
  if (number !== undefined) return number === 0 || number === 0n;
  if (typeof value !== "object") return false;
  switch (value.kind) {
    case "list":
      return value.items.length === 0;
    case "map":
      return value.entries.size === 0;
    case "duration":
      return value.nanoseconds === 0n;
    case "sized-int":
      return value.value === 0n;
    default:
      return false;
  }
}
