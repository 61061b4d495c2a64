import { formatDuration } from "../../runner/logging/format-duration.ts";
import { oneLine } from "../../util/graph/cell-text.ts";
import type { Style } from "../terminal.ts";

/** `2026-11-23 22:37:05`, as the clock on the wall says. */
export function timeWords(time: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const date = new Date(time);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** How long something took, or has taken so far. */
export const spanWords = (startedAt: number, finishedAt: number | null): string =>
  formatDuration((finishedAt ?? Date.now()) - startedAt);

export function sizeWords(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let size = bytes;
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** `sha256:4731f7f60d87`: as much as nobody mixes up. */
export const digestWords = (digest: string): string => digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, "$1");

/** `3f2a1b9c0d1e, with uncommitted changes` */
export const commitWords = (commit: string, isChanged: boolean): string =>
  `${commit.slice(0, 12)}${isChanged ? ", with uncommitted changes" : ""}`;

/** A value as it was given: text without the quotes of its wire form. */
export function valueWords(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return oneLine(typeof value === "string" ? value : text);
  } catch {
    return oneLine(text);
  }
}

/** A phase in its colour. */
export function phaseWords(phase: string, style: Style): string {
  const word = phase.toLowerCase();
  if (phase === "Succeeded") return style.green(word);
  if (phase === "Failed" || phase === "Error" || phase === "Lost") return style.red(word);
  return phase === "Running" ? style.cyan(word) : style.dim(word);
}

export const numberWords = (value: number | null): string => (value === null ? "null" : String(Number(value.toPrecision(6))));
