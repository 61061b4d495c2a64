const units = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/**
 * A length of time that somebody has chosen, in the largest unit of which it is a whole number: exact, and in few digits.
 *
 * @example
 * durationWords(43_200) // => "12 h"
 * durationWords(5400)   // => "90 min"
 * durationWords(1.5)    // => "1.5 s"
 */
export function durationWords(seconds: number): string {
  const [unit, length] = units.find(([, one]) => seconds >= one && seconds % one === 0) ?? ["s", 1];
  return `${seconds / length} ${unit}`;
}
