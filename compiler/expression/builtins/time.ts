import { parseDuration } from "../go/duration.ts";
import { GoPanic, panic } from "../go/go-panic.ts";
import { funcType, type GoType, STRING } from "../go/go-type.ts";
import { RFC822, RFC850, RFC1123, RFC3339 } from "../go/time-layouts.ts";
import { parseTime } from "../go/time-parse.ts";
import { DURATION, TIME, ZONE } from "../go/time-types.ts";
import { loadZone, UTC } from "../go/zone.ts";
import { asText } from "../runtime/numbers.ts";
import { isObject, type Time, type Value, type Zone } from "../value.ts";
import { type Builtin, overloads, type Problem, validated, wrongCount } from "./builtin.ts";

/** What `date(text)` tries, one after the other. */
const LAYOUTS = ["2006-01-02", "15:04:05", "2006-01-02 15:04:05", RFC3339, RFC822, RFC850, RFC1123] as const;

export const TIME_BUILTINS: readonly Builtin[] = [
  validated("now", nowType, (zone) => now(zone)),
  overloads("duration", [funcType([STRING], DURATION)], (text = null) => ({
    kind: "duration",
    nanoseconds: parseDuration(asText(text)),
  })),
  validated("date", dateType, (...args) => date(args)),
  overloads("timezone", [funcType([STRING], ZONE)], (name = null) => loadZone(asText(name))),
];

function nowType(args: readonly GoType[]): GoType | Problem {
  if (args.length === 0 || (args.length === 1 && args[0]?.name === ZONE.name)) return TIME;
  return wrongCount("0", args.length);
}

function dateType(args: readonly GoType[]): GoType | Problem {
  if (args.length < 1) return wrongCount("at least 1", args.length);
  const rest = args[0]?.name === ZONE.name ? args.slice(1) : args;
  return rest.length > 3 ? wrongCount("at most 3", rest.length) : TIME;
}

function now(zone: Value | undefined): Time {
  const nanoseconds = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
  return { kind: "time", nanoseconds, zone: zone !== undefined && isZone(zone) ? zone : UTC };
}

/** `date(text)`, `date(text, layout)`, `date(text, layout, zone)`, any of them after a zone. */
function date(args: readonly Value[]): Time {
  const [first = null] = args;
  const zone = isZone(first) ? first : undefined;
  const [text = null, layout, zoneName] = zone === undefined ? args : args.slice(1);
  const written = asText(text);
  if (layout === undefined) return parseAny(written, zone ?? UTC);
  const place = zoneName === undefined ? (zone ?? UTC) : loadZone(asText(zoneName));
  return parseTime(asText(layout), written, place);
}

function parseAny(text: string, zone: Zone): Time {
  for (const layout of LAYOUTS) {
    try {
      return parseTime(layout, text, zone);
    } catch (error) {
      // The next layout may fit.
      if (!(error instanceof GoPanic)) throw error;
    }
  }
  return panic(`invalid date ${text}`);
}

function isZone(value: Value): value is Zone {
  return isObject(value) && value.kind === "zone";
}
