import { longSleep } from "../../../util/long-timeout.ts";

/** Time and chance, which tests replace. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) => longSleep(milliseconds, signal ?? new AbortController().signal),
  random: Math.random,
};

const shortest = 250;
const longest = 8_000;

/**
 * How long to wait before the next try: twice as long each time, and not all at the same moment.
 * @param attempt 1 after the first try
 * @param chance from 0 to 1
 */
export function retryDelay(attempt: number, chance: number): number {
  const most = Math.min(longest, shortest * 2 ** (attempt - 1));
  return Math.round(most / 2 + (most / 2) * chance);
}

/**
 * What a `Retry-After` header asks for, in milliseconds: seconds, or a date.
 *
 * @example
 * retryAfter("3", Date.now()) // => 3000
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(header)) return Math.ceil(Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Answers that may be others a moment later. */
export const isPassing = (status: number): boolean => [408, 425, 429, 500, 502, 503, 504].includes(status);

const passing = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ENETDOWN",
]);

/** Whether an error of a connection may be gone a moment later. */
export function isPassingError(error: unknown): boolean {
  const code = codeOf(error);
  return passing.has(code) || code.startsWith("HPE_") || code === "ERR_STREAM_PREMATURE_CLOSE";
}

/** Node's name for what went wrong, such as `ECONNRESET`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
