/** No name that anybody misspells is longer; comparing takes the product of both lengths. */
const longest = 100;

/** ` Did you mean "epochs"?`, when one of the known names is close to the unknown one; otherwise nothing. */
export function didYouMean(unknown: string, known: readonly string[]): string {
  const best = nearestName(unknown, known);
  return best === undefined ? "" : ` Did you mean "${best}"?`;
}

/** The known name that is closest to the unknown one, when it is close enough to be meant. */
export function nearestName(unknown: string, known: readonly string[]): string | undefined {
  if (unknown.length > longest) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(unknown.length * 0.4)) + 1;
  for (const name of known) {
    const distance = editDistance(unknown.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
function editDistance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = previous[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, replaced);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      row.push(cost);
    }
    [beforePrevious, previous] = [previous, row];
  }
  return previous[right.length]!;
}
