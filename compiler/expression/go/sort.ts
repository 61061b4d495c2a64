/** Up to here Go sorts by insertion, which keeps equals in their order. */
const INSERTION_LIMIT = 12;

/**
 * Sorted as Go's sort.Sort does it for up to 12 items, comparison by comparison. Longer lists are sorted too, but of equals
 * the earlier one stays first here, where Go may swap them.
 */
export function sortLikeGo<T>(items: readonly T[], less: (a: T, b: T) => boolean): T[] {
  if (items.length > INSERTION_LIMIT) return items.toSorted((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
  const sorted = [...items];
  for (let i = 1; i < sorted.length; i++) {
    for (let j = i; j > 0 && less(sorted[j] as T, sorted[j - 1] as T); j--) {
      [sorted[j], sorted[j - 1]] = [sorted[j - 1] as T, sorted[j] as T];
    }
  }
  return sorted;
}
