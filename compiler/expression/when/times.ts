import { GoPanic } from "../go/go-panic.ts";
import { ANSI_C, KITCHEN, RFC3339, RFC3339_NANO, RUBY_DATE, UNIX_DATE } from "../go/time-layouts.ts";
import { parseTime } from "../go/time-parse.ts";
import type { Time } from "../value.ts";

/** Quoted text in one of these layouts is a time. */
const LAYOUTS = [
  ANSI_C,
  UNIX_DATE,
  RUBY_DATE,
  KITCHEN,
  RFC3339,
  RFC3339_NANO,
  "2006-01-02",
  "2006-01-02 15:04",
  "2006-01-02 15:04:05",
  "2006-01-02 15:04:05-07:00",
  "2006-01-02T15Z0700",
  "2006-01-02T15:04Z0700",
  "2006-01-02T15:04:05Z0700",
  "2006-01-02T15:04:05.999999999Z0700",
] as const;

/** The time that a text is, in UTC as on a controller; undefined when it is none. */
export function timeIn(text: string): Time | undefined {
  if (!/[0-9]/.test(text)) return undefined;
  for (const layout of LAYOUTS) {
    try {
      return parseTime(layout, text);
    } catch (error) {
      if (!(error instanceof GoPanic)) throw error;
    }
  }
  return undefined;
}
