/** A place in the picture; null where the line has a gap. */
export type Pixel = readonly [x: number, y: number] | null;

/**
 * A line with fewer points that looks the same: of neighbours in one pixel column only the first, the lowest, the highest and the last
 * stay, in their order. Linear; short lines come back as they are.
 */
export function thinPoints(points: readonly Pixel[], atMost = 2000): readonly Pixel[] {
  if (points.length <= atMost) return points;
  const kept: Pixel[] = [];
  let start = 0;
  for (let index = 1; index <= points.length; index++) {
    if (index < points.length && column(points[index]!) === column(points[start]!)) continue;
    kept.push(...extremes(points, start, index));
    start = index;
  }
  return kept;
}

function column(point: Pixel): number | null {
  return point === null ? null : Math.round(point[0]);
}

function extremes(points: readonly Pixel[], start: number, end: number): readonly Pixel[] {
  if (points[start] === null || end - start <= 4) return points.slice(start, points[start] === null ? start + 1 : end);
  let [low, high] = [start, start];
  for (let index = start; index < end; index++) {
    if (points[index]![1] < points[low]![1]) low = index;
    if (points[index]![1] > points[high]![1]) high = index;
  }
  return [...new Set([start, low, high, end - 1])].sort((a, b) => a - b).map((index) => points[index]!);
}
