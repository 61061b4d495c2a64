const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/** What Go says of a number that can't be read. */
export type NumberProblem = "invalid syntax" | "value out of range";

const DIGITS: Readonly<Record<2 | 8 | 10 | 16, RegExp>> = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^[0-9]+$/, 16: /^[0-9a-fA-F]+$/ };
const PREFIX: Readonly<Record<2 | 8 | 10 | 16, string>> = { 2: "0b", 8: "0o", 10: "", 16: "0x" };

/** A 64-bit integer of a known base as Go's strconv.ParseInt reads it, sign allowed; or what is wrong with it. */
export function parseInteger(text: string, base: 2 | 8 | 10 | 16 = 10): bigint | NumberProblem {
  const digits = text.replace(/^[+-]/, "");
  if (!DIGITS[base].test(digits)) return "invalid syntax";
  const size = BigInt(PREFIX[base] + digits);
  const value = text.startsWith("-") ? -size : size;
  return value > MAX_INT64 || value < MIN_INT64 ? "value out of range" : value;
}

const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;
const HEX = /^([+-]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?p([+-]?[0-9]+)$/i;

/** A float64 as Go's strconv.ParseFloat reads it (`1e3`, `inf`, `0x1p-2`); or what is wrong with it. */
export function parseFloat64(text: string): number | NumberProblem {
  const plain = withoutUnderscores(text);
  if (plain === undefined) return "invalid syntax";
  if (DECIMAL.test(plain)) {
    const value = Number(plain);
    return Number.isFinite(value) ? value : "value out of range";
  }
  const special = SPECIAL.exec(plain);
  if (special !== null) {
    if (/^nan$/i.test(special[2] as string)) return special[1] === "" ? Number.NaN : "invalid syntax";
    return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return hexFloat(plain);
}

/** An underscore stands between two digits, or after the base's prefix. */
function withoutUnderscores(text: string): string | undefined {
  if (!text.includes("_")) return text;
  const hex = /^[+-]?0x/i.test(text);
  const body = hex ? text.replace(/^[+-]?0x/i, "0") : text.replace(/^[+-]/, "");
  const misplaced = hex ? /(?<![0-9a-f])_|_(?![0-9a-f])/i : /(?<![0-9])_|_(?![0-9])/;
  return misplaced.test(body) ? undefined : text.replaceAll("_", "");
}

function hexFloat(text: string): number | NumberProblem {
  const parts = HEX.exec(text);
  if (parts === null) return "invalid syntax";
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts;
  if (whole + fraction === "") return "invalid syntax";
  const mantissa = BigInt(`0x${whole}${fraction}`);
  const value = Number(mantissa) * 2 ** (Number(exponent) - 4 * fraction.length);
  if (!Number.isFinite(value)) return "value out of range";
  return sign === "-" ? -value : value;
}
