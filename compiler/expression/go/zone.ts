import type { Zone } from "../value.ts";
import { panic } from "./go-panic.ts";

export const UTC: Zone = Object.freeze({ kind: "zone", name: "UTC", offsetSeconds: 0 });

/** A zone by its IANA name. @throws GoPanic when there is none */
export function loadZone(name: string): Zone {
  if (name === "" || name === "UTC") return UTC;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
  } catch {
    return panic(`unknown time zone ${name}`);
  }
  return Object.freeze({ kind: "zone", name });
}

/** A zone that is only an offset, in seconds east of UTC. */
export function fixedZone(name: string, offsetSeconds: number): Zone {
  return Object.freeze({ kind: "zone", name, offsetSeconds });
}

/** Seconds east of UTC at a moment. @param milliseconds since 1970 UTC */
export function offsetAt(zone: Zone, milliseconds: number): number {
  if (zone.offsetSeconds !== undefined) return zone.offsetSeconds;
  const shown = new Intl.DateTimeFormat("en-US", { timeZone: zone.name, timeZoneName: "longOffset" })
    .formatToParts(milliseconds)
    .find((part) => part.type === "timeZoneName")?.value;
  const parts = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(shown ?? "");
  if (parts === null) return 0;
  const [, sign, hours, minutes, seconds = "0"] = parts;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** `CET`, `UTC`; where the platform knows no letters, the offset as Go writes it: `+03`. */
export function abbreviationAt(zone: Zone, milliseconds: number): string {
  if (zone.offsetSeconds !== undefined) return zone.name === "" ? plainOffset(zone.offsetSeconds) : zone.name;
  for (const locale of ["en-US", "en-GB", "en-AU"]) {
    const shown = new Intl.DateTimeFormat(locale, { timeZone: zone.name, timeZoneName: "short" })
      .formatToParts(milliseconds)
      .find((part) => part.type === "timeZoneName")?.value;
    if (shown !== undefined && /^[A-Z]+$/.test(shown) && shown !== "GMT") return shown;
  }
  const offset = offsetAt(zone, milliseconds);
  const sign = offset < 0 ? "-" : "+";
  const minutes = Math.abs(offset / 60);
  const rest = minutes % 60 === 0 ? "" : String(minutes % 60).padStart(2, "0");
  return offset === 0 ? "GMT" : `${sign}${String(Math.floor(minutes / 60)).padStart(2, "0")}${rest}`;
}

/** A zone without a name is shown by its offset. */
function plainOffset(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${seconds < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** The moment at which clocks of a zone show this local time, in milliseconds. */
export function localToUtc(zone: Zone, localMilliseconds: number): number {
  const guess = localMilliseconds - offsetAt(zone, localMilliseconds) * 1000;
  return localMilliseconds - offsetAt(zone, guess) * 1000;
}
