import type { ColumnType } from "./examples-folder.ts";

/**
 * The families of types that a text may be read as. Within a family the first type is a special case of the next: every integer is a number.
 */
export const typeFamilies = {
  boolean: ["boolean"],
  number: ["integer", "number"],
  timestamp: ["timestamp"],
} as const;
export type TypeFamily = keyof typeof typeFamilies;
export type ReadableType = (typeof typeFamilies)[TypeFamily][number];

/** What surely fits into 64 bits. */
const shortInteger = " *-?(0|[1-9][0-9]{0,17}) *";
const digits = "((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)";
/** What is surely a double: short, with an exponent of at most two digits. */
const shortNumber = `(?i) *[+-]?${digits}(e[+-]?[0-9]{1,2})? *`;
const anyNumber = `(?i) *[+-]?(${digits}(e[+-]?[0-9]+)?|nan|inf|infinity) *`;
const isoTimestamp =
  "[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)? ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)?)?";

/**
 * SQL that tells which type of a family a text is of: 1 for the first, 2 for the next; 9 for none.
 *
 * - boolean: `true` or `false`, in any case
 * - integer: a whole number of 64 bits as machines write it: no leading zero, no `+`, so that `007` stays text
 * - number: decimal digits with a point or an exponent, `NaN` or `inf`. Whole numbers beyond 64 bits are none, since a double keeps 15 of their
 *   digits and such are identifiers
 * - timestamp: ISO 8601: `2024-05-01`, `2024-05-01 10:30`, `2024-05-01T10:30:00.25Z`, `2024-05-01 10:30+02:00`; without an offset it is UTC
 *
 * @param text an SQL expression of type VARCHAR
 */
export const rankIn: Readonly<Record<TypeFamily, (text: string) => string>> = {
  boolean: (text) => `CASE WHEN lower(trim(${text})) IN ('true', 'false') THEN 1 ELSE 9 END`,
  number: (text) =>
    `CASE WHEN regexp_full_match(${text}, '${shortInteger}') THEN 1 ` +
    `WHEN strlen(${text}) <= 18 AND regexp_full_match(${text}, '${shortNumber}') THEN 2 ` +
    `WHEN NOT regexp_full_match(${text}, '${anyNumber}') THEN 9 WHEN TRY_CAST(${text} AS DOUBLE) IS NULL THEN 9 ` +
    `WHEN coalesce(TRY_CAST(${text} AS BIGINT)::VARCHAR = trim(${text}), false) THEN 1 ` +
    `WHEN regexp_full_match(${text}, ' *[+-]?[0-9]+ *') THEN 9 ELSE 2 END`,
  timestamp: (text) =>
    `CASE WHEN NOT regexp_full_match(${text}, '${isoTimestamp}') THEN 9 WHEN TRY_CAST(${text} AS TIMESTAMPTZ) IS NULL THEN 9 ELSE 1 END`,
};

/** SQL that reads a text as a value of a type that it is known to be of. */
export const readAs: Readonly<Record<Exclude<ColumnType, "numbers">, (text: string) => string>> = {
  boolean: (text) => `lower(trim(${text})) = 'true'`,
  integer: (text) => `CAST(${text} AS BIGINT)`,
  number: (text) => `CAST(${text} AS DOUBLE)`,
  timestamp: (text) => `CAST(${text} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'`,
  text: (text) => text,
};
