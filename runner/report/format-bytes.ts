const units = ["B", "KiB", "MiB", "GiB", "TiB"];

/**
 * A size for people, in steps of 1024.
 *
 * @example
 * formatBytes(900)     // => "900 B"
 * formatBytes(1536)    // => "1.5 KiB"
 * formatBytes(5 << 20) // => "5.0 MiB"
 */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return "unknown";
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return step === 0 ? `${Math.round(bytes)} B` : `${(bytes / 1024 ** step).toFixed(1)} ${units[step]}`;
}
