import { formatNumber } from "../../util/charts/format-number.ts";

/** `12 of 3,000 rows (0.4 %)` */
export function ofRows(count: number, rows: number): string {
  return `${formatNumber(count)} of ${formatNumber(rows)} ${rows === 1 ? "row" : "rows"} (${percent(rows === 0 ? 0 : count / rows)})`;
}

/** `0.4 %`, with as many digits as tell it from 0 and from 100. */
export function percent(share: number): string {
  const value = 100 * share;
  for (const digits of [1, 2, 3, 4]) {
    const text = Number(value.toFixed(digits));
    if ((text !== 0 || value === 0) && (text !== 100 || value === 100)) return `${text} %`;
  }
  return value > 50 ? "> 99.99 %" : "< 0.01 %";
}

/** `"Cash", "Dispute", …`: up to `limit` values. */
export function listValues(values: readonly (string | number | boolean)[], limit = 8): string {
  const shown = values.slice(0, limit).map((value) => JSON.stringify(value));
  return values.length > limit ? `${shown.join(", ")} and ${values.length - limit} more` : shown.join(", ");
}

/** A value, cut to what a line has room for. */
export function shorten(value: string, limit = 60): string {
  return value.length <= limit ? value : `${value.slice(0, limit)}…`;
}
