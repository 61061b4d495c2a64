import { UsageError } from "../usage-error.ts";

/** The time of everything in the images, as reproducible builds agree to say it, in seconds. @throws UsageError */
export function sourceDateEpoch(text: string | undefined): number {
  if (text === undefined || text === "") return 0;
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 8_589_934_591)
    throw new UsageError(`SOURCE_DATE_EPOCH wants seconds since 1970, got "${text}".`);
  return seconds;
}
