const units = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
] as const;

/** `durationText(5400)` is `1h 30m`; shorter than a minute it is seconds. */
export function durationText(seconds: number): string {
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  if (rest > 0 || parts.length === 0)
    parts.push(parts.length === 0 && seconds < 60 ? `${Number(seconds.toFixed(3))}s` : `${rest}s`);
  return parts.join(" ");
}
