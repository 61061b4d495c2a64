/** What Kubernetes' clients make of a bare word: they read nearly YAML 1.1, where `yes` is true and `0755` is 493. */
export type ScalarValue = null | boolean | number | string;

const words: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"].map((word) => [word, false] as const),
]);

const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * The value of an unquoted scalar.
 *
 * Dates and `1:30` stay text, as the clients leave them.
 *
 * @example goScalar("0755") // => 493
 * @example goScalar("off") // => false
 */
export function goScalar(text: string): ScalarValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  const plain = text.replaceAll("_", "");
  return integer(plain) ?? (float.test(plain) ? Number(plain) : text);
}

/** Go's ParseInt with base 0: 0x1f, 0o17, 017, 0b1. */
function integer(text: string): number | undefined {
  const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(text) ?? [];
  const value = unsigned(digits);
  return value === undefined ? undefined : sign === "-" ? -value : value;
}

function unsigned(digits: string): number | undefined {
  if (/^(0|[1-9][0-9]*)$/.test(digits)) return Number(digits);
  if (/^0[xX][0-9a-fA-F]+$/.test(digits) || /^0[bB][01]+$/.test(digits) || /^0[oO][0-7]+$/.test(digits)) return Number(digits);
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return undefined;
}
