import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../../util/wire-form.ts";
import { atom, binding, type Code } from "./code.ts";

/** A constant in an expression; spaces keep two closing braces apart, which would end the tag. */
export function constantExpression(value: Json): string {
  if (value === null) return "nil";
  if (typeof value === "string") return textConstant(value);
  if (typeof value === "number") return numberConstant(value);
  if (typeof value !== "object") return String(value);
  // inside a map the language tells whole numbers from others, and what a task gave has none but others
  if (!isList(value) || value.some((item) => typeof item === "object" && item !== null)) return decodedConstant(value);
  return `[${value.map(constantExpression).join(", ")}]`;
}

export function constantCode(value: Json): Code {
  const text = constantExpression(value);
  if (typeof value !== "number") return atom(text);
  const isInt = Number.isSafeInteger(value);
  return {
    text,
    binds: value < 0 ? binding.sign : binding.atom,
    ...(isInt ? { largestInt: Math.abs(value), isInt } : { isFloat: true }),
  };
}

/** A constant that the language reads only when it runs, so that it makes nothing else of it before. */
export const decodedConstant = (value: Json): string => `fromJSON(${textConstant(encodeWire(value))})`;

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Beyond 2^53 with an exponent: digits alone would be read as an int, which ends at 2^63. */
function numberConstant(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}

/** Single quotes; ASCII other than letters, digits, space and `_ - .` as `\xNN`, so that no character means anything. */
export function textConstant(text: string): string {
  const safe = text.replace(
    /[^A-Za-z0-9 _.\u0080-\u{10ffff}-]/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `'${safe}'`;
}
