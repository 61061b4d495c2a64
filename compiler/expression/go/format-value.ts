import { isObject, type Key, type MapValue, type Value } from "../value.ts";
import { formatDuration } from "./duration.ts";
import { formatFloat } from "./format-float.ts";
import { formatTime, MONTHS, WEEKDAYS } from "./time-format.ts";
import { DEFAULT_LAYOUT } from "./time-layouts.ts";
import { MONTH, WEEKDAY } from "./time-types.ts";
import { compareText } from "./utf8.ts";

/**
 * A value as Go's `%v` prints it, which is what `string(x)` gives.
 *
 * @example formatValue(fromPlain({ b: [1n, "x"], a: null })) // => "map[a:<nil> b:[1 x]]"
 */
export function formatValue(value: Value): string {
  if (value === null) return "<nil>";
  if (!isObject(value)) return typeof value === "number" ? formatFloat(value) : String(value);
  switch (value.kind) {
    case "sized-int":
      if (value.type.name === MONTH.name) return MONTHS[Number(value.value) - 1] ?? `%!Month(${value.value})`;
      if (value.type.name === WEEKDAY.name) return WEEKDAYS[Number(value.value)] ?? `%!Weekday(${value.value})`;
      return String(value.value);
    case "list":
      return `[${value.items.map(formatValue).join(" ")}]`;
    case "map":
      return `map[${sortedEntries(value)
        .map(([key, item]) => `${formatValue(key)}:${formatValue(item)}`)
        .join(" ")}]`;
    case "struct":
      return `{${[...value.fields.values()].map(formatValue).join(" ")}}`;
    case "duration":
      return formatDuration(value.nanoseconds);
    case "time":
      return formatTime(value, DEFAULT_LAYOUT);
    case "zone":
      return value.name;
    case "func":
      // Go prints an address.
      return "0x0";
  }
}

/** Keys in the order in which Go's fmt prints them: nil, numbers, text, booleans, each among their own. */
export function sortedEntries(value: MapValue): readonly (readonly [Key, Value])[] {
  return [...value.entries].toSorted(([a], [b]) => compareKeys(a, b));
}

export function compareKeys(a: Key, b: Key): number {
  const rank = keyRank(a) - keyRank(b);
  if (rank !== 0 || a === null || b === null) return rank;
  if (typeof a === "object" || typeof a === "string") return compareText(formatValue(a), formatValue(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyRank(key: Key): number {
  if (key === null) return 0;
  if (typeof key === "object") return 5;
  return { bigint: 1, number: 2, string: 3, boolean: 4 }[typeof key as "bigint" | "number" | "string" | "boolean"];
}
