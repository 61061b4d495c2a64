import { formatDuration, parseDuration } from "../go/duration.ts";
import { GoPanic } from "../go/go-panic.ts";
import { ANY, INT64, STRING } from "../go/go-type.ts";
import { parseInteger } from "../go/parse-number.ts";
import { formatTime } from "../go/time-format.ts";
import { parseTime } from "../go/time-parse.ts";
import { TIME } from "../go/time-types.ts";
import { loadZone, UTC } from "../go/zone.ts";
import { asText, wrap } from "../runtime/numbers.ts";
import { method } from "../runtime/time-methods.ts";
import { isObject, type Time, type Value, type Zone } from "../value.ts";
import { orElse } from "./or-else.ts";
import { type SprigFunction, sprig } from "./sprig-function.ts";

const SECOND = 1_000_000_000n;
const DATE = "2006-01-02";
/** 1 January of year 1, which a text that is no date gives. */
const ZERO_TIME: Time = { kind: "time", nanoseconds: -62_135_596_800n * SECOND, zone: UTC };

const now = (): Time => ({ kind: "time", nanoseconds: BigInt(Date.now()) * 1_000_000n, zone: UTC });

/** The controller's own zone is UTC. */
export const DATES: readonly SprigFunction[] = [
  sprig("now", [], TIME, now),
  sprig("date", [STRING, ANY], STRING, (layout = null, date = null) => inZone(asText(layout), date, "UTC")),
  ...["dateInZone", "date_in_zone"].map((name) =>
    sprig(name, [STRING, ANY, STRING], STRING, (layout = null, date = null, zone = null) =>
      inZone(asText(layout), date, asText(zone)),
    ),
  ),
  sprig("htmlDate", [ANY], STRING, (date = null) => inZone(DATE, date, "UTC")),
  sprig("htmlDateInZone", [ANY, STRING], STRING, (date = null, zone = null) => inZone(DATE, date, asText(zone))),
  sprig("toDate", [STRING, STRING], TIME, (layout = null, text = null) =>
    orElse(() => parseTime(asText(layout), asText(text)), ZERO_TIME),
  ),
  sprig("mustToDate", [STRING, STRING], TIME, (layout = null, text = null) => parseTime(asText(layout), asText(text))),
  ...["dateModify", "date_modify"].map((name) =>
    sprig(name, [STRING, TIME], TIME, (by = null, date = null) => orElse(() => moved(asText(by), date as Time), date)),
  ),
  ...["mustDateModify", "must_date_modify"].map((name) =>
    sprig(name, [STRING, TIME], TIME, (by = null, date = null) => moved(asText(by), date as Time)),
  ),
  sprig("ago", [ANY], STRING, (date = null) => formatDuration(roundToSecond(now().nanoseconds - moment(date).nanoseconds))),
  sprig("unixEpoch", [TIME], STRING, (date = null) => String((date as Time).nanoseconds / SECOND)),
  sprig("duration", [ANY], STRING, (seconds = null) => formatDuration(wrap(secondsOf(seconds) * SECOND))),
  sprig("durationRound", [ANY], STRING, (duration = null) => roughly(spanOf(duration))),
];

/** A time, or seconds since 1970 as an int; anything else is now. */
function moment(value: Value): Time {
  if (isObject(value) && value.kind === "time") return value;
  const seconds =
    typeof value === "bigint"
      ? value
      : isObject(value) && value.kind === "sized-int" && value.type.name === INT64.name
        ? value.value
        : undefined;
  return seconds === undefined ? now() : { kind: "time", nanoseconds: seconds * SECOND, zone: UTC };
}

function inZone(layout: string, date: Value, zone: string): string {
  return formatTime({ ...moment(date), zone: zoneOrUtc(zone) }, layout);
}

function zoneOrUtc(name: string): Zone {
  try {
    return name === "Local" ? UTC : loadZone(name);
  } catch (error) {
    if (error instanceof GoPanic) return UTC;
    throw error;
  }
}

function moved(by: string, date: Time): Time {
  return { ...date, nanoseconds: date.nanoseconds + parseDuration(by) };
}

function roundToSecond(nanoseconds: bigint): bigint {
  const rounded = method({ kind: "duration", nanoseconds }, "Round")?.call({ kind: "duration", nanoseconds: SECOND });
  return isObject(rounded ?? null) ? (rounded as { readonly nanoseconds: bigint }).nanoseconds : 0n;
}

/** Seconds as a text or an int64. */
function secondsOf(value: Value): bigint {
  if (isObject(value) && value.kind === "sized-int" && value.type.name === INT64.name) return value.value;
  const parsed = typeof value === "string" ? parseInteger(value) : 0n;
  return typeof parsed === "bigint" ? parsed : parsed === "value out of range" ? 2n ** 63n - 1n : 0n;
}

function spanOf(value: Value): bigint {
  if (typeof value === "string") {
    try {
      return parseDuration(value);
    } catch (error) {
      if (!(error instanceof GoPanic)) throw error;
      return 0n;
    }
  }
  if (isObject(value) && value.kind === "sized-int" && value.type.name === INT64.name) return value.value;
  return isObject(value) && value.kind === "time" ? now().nanoseconds - value.nanoseconds : 0n;
}

const HOUR = 3600n * SECOND;
const STEPS: readonly (readonly [bigint, string])[] = [
  [HOUR * 24n * 365n, "y"],
  [HOUR * 24n * 30n, "mo"],
  [HOUR * 24n, "d"],
  [HOUR, "h"],
  [60n * SECOND, "m"],
  [SECOND, "s"],
];

/** The largest unit alone: `2h`, `3mo`. Exactly one of a unit is shown in the next smaller one. */
function roughly(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const step = STEPS.find(([unit]) => size > unit);
  return step === undefined ? "0s" : `${size / step[0]}${step[1]}`;
}
