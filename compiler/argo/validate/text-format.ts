const dateTime = /^(\d{4})-(\d{2})-(\d{2})t(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;

/** Whether a text has one of OpenAPI's formats, read as the API server reads it. */
export function hasFormat(value: string, format: "date-time" | "byte"): boolean {
  if (format === "byte") return base64.test(value);
  const found = dateTime.exec(value.toLowerCase());
  if (found === null) return false;
  const [, year, month, day, hour, minute, second] = found.map(Number) as [number, ...number[]];
  if (hour! > 23 || minute! > 59 || second! > 59) return false;
  const date = new Date(Date.UTC(year!, month! - 1, day!));
  return date.getUTCMonth() === month! - 1 && date.getUTCDate() === day;
}
