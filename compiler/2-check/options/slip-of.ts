/**
 * The known name from which a given one differs by a slip: one letter too many, too few, wrong, or two in the wrong order.
 * @returns undefined for a known name, and for one that is farther from all of them
 */
export function slipOf(given: string, known: readonly string[]): string | undefined {
  return known.includes(given) ? undefined : known.find((one) => isOneSlip(given, one));
}

function isOneSlip(given: string, known: string): boolean {
  if (Math.abs(given.length - known.length) > 1) return false;
  let start = 0;
  while (start < given.length && given[start] === known[start]) start++;
  let end = 0;
  while (end < Math.min(given.length, known.length) - start && given.at(-1 - end) === known.at(-1 - end)) end++;
  const [left, right] = [given.slice(start, given.length - end), known.slice(start, known.length - end)];
  return Math.max(left.length, right.length) === 1 || (left.length === 2 && left === [...right].reverse().join(""));
}
