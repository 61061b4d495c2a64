/**
 * A time span for people.
 *
 * @param milliseconds not negative; a clock that went back counts as 0
 * @example
 * formatDuration(1234)    // => "1.2s"
 * formatDuration(83_000)  // => "1m23s"
 * formatDuration(7500000) // => "2h05m"
 */
export function formatDuration(milliseconds: number): string {
  const span = Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 0;
  if (span < 59_950) return `${(span / 1000).toFixed(1)}s`;
  const seconds = Math.round(span / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
  return `${Math.floor(minutes / 1440)}d${two(Math.floor((minutes % 1440) / 60))}h`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
