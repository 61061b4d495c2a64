import { ApiError } from "./api-error.ts";
import { ConnectionError } from "./connection-error.ts";

const firstPause = 200;
const longestPause = 5_000;
/** A server that asks for more patience than this is tried earlier. */
const longestWish = 30_000;

/**
 * Whether a request that has failed may be sent again: the reason may pass, and what has perhaps been done is not done twice.
 */
export function isWorthAnother(isRepeatable: boolean, error: unknown): boolean {
  if (error instanceof ConnectionError) return error.mayPass && (error.wasNotSent || isRepeatable);
  if (!(error instanceof ApiError)) return false;
  if (error.code === 429) return true; // it was not looked at
  if (error.code === 503) return isRepeatable || error.status.reason === "ServiceUnavailable";
  return isRepeatable && (error.code === 500 || error.code === 502 || error.code === 504);
}

/** How long to wait before the next try, in milliseconds: longer each time, or as the server wishes. */
export function pauseBefore(tries: number, error: unknown): number {
  const own = Math.min(longestPause, firstPause * 2 ** tries);
  if (!(error instanceof ApiError)) return own;
  const { retryAfterSeconds = error.status.details?.retryAfterSeconds } = error as ApiError & {
    readonly retryAfterSeconds?: number;
  };
  return retryAfterSeconds === undefined ? own : Math.min(longestWish, Math.max(own, retryAfterSeconds * 1000));
}
