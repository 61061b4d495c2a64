import { enumWords, formatWords, lengthWords, patternIssueWords, rangeWords } from "./issue-words.ts";
import { placeName } from "./place-name.ts";
import type { TextLimits, WholeSchema } from "./schema.ts";
import { hasFormat } from "./text-format.ts";
import { report, type Visit } from "./visit.ts";

/** A text that is longer or shorter than it may be is said to be that alone. */
export function visitText(value: string, limits: TextLimits, visit: Visit): void {
  const { least, most, oneOf, format, pattern } = limits;
  if ((most !== undefined && value.length > most) || (least !== undefined && value.length < 2 * least)) {
    const length = [...value].length;
    if (length < (least ?? 0) || length > (most ?? length)) {
      report(visit, "size", lengthWords(placeName(visit.path), limits, length));
      return;
    }
  }
  if (oneOf !== undefined && !oneOf.includes(value)) report(visit, "enum", enumWords(placeName(visit.path), oneOf, value));
  if (format !== undefined && !hasFormat(value, format))
    report(visit, "format", formatWords(placeName(visit.path), format, value));
  if (pattern !== undefined && !pattern.regexp.test(value))
    report(visit, "pattern", patternIssueWords(placeName(visit.path), pattern, value));
}

const most32 = 2 ** 31 - 1;

/** A number without bounds of its own has those of its bits. */
export function visitWhole(value: number, { least, most, bits }: WholeSchema, visit: Visit): void {
  const lowest = least ?? (bits === 32 ? -most32 - 1 : undefined);
  const highest = most ?? (bits === 32 ? most32 : undefined);
  if ((lowest !== undefined && value < lowest) || (highest !== undefined && value > highest))
    report(visit, "range", rangeWords(placeName(visit.path), lowest, highest, value));
}
