/** What tags stand for, by their names without braces; null for an output that a skipped task never gave. */
export type Tags = ReadonlyMap<string, string | null>;

/** Several sets of tags as one; later ones win. */
export function joinTags(...sets: readonly Tags[]): Tags {
  return new Map(sets.flatMap((set) => [...set]));
}
