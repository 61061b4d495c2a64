/**
 * A curve with fewer points that looks the same: points closer than `step` to the last kept one are left out.
 *
 * Distance is the larger of the ways along x and y, so a curve over the unit square keeps at most about `2 / step` points, however many
 * rows made it. First and last point always stay. Linear.
 *
 * @example
 * thinCurve([[0, 0], [0.0001, 0], [1, 1]], 0.01) // => [[0, 0], [1, 1]]
 */
export function thinCurve<Point extends readonly [x: number, y: number]>(
  points: readonly Point[],
  step: number,
): readonly Point[] {
  const kept: Point[] = [];
  for (const [index, point] of points.entries()) {
    const last = kept.at(-1);
    const isEnd = index === points.length - 1;
    if (last === undefined || isEnd || Math.max(Math.abs(point[0] - last[0]), Math.abs(point[1] - last[1])) >= step)
      kept.push(point);
  }
  return kept;
}
