import type { Slice } from "./slices.ts";

/** A table or a picture of a column's slices has at most this many. */
export const maxShownSlices = 40;

/** The largest slices of a column, the largest first. */
export function shownSlices(slices: readonly Slice[], column: string): readonly Slice[] {
  return slices.filter((slice) => slice.column === column).slice(0, maxShownSlices);
}
