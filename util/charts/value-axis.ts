import { type AxisScale, type AxisWish, axisScale } from "./axis-scale.ts";
import { gridLine, muted, type Plot, px, small } from "./chart-frame.ts";
import { textWidth } from "./fit-text.ts";

/** The upright axis: its scale, its lines, and where the plot may begin beside its labels. */
export function valueAxis(
  wish: Omit<AxisWish, "range" | "numTicks">,
  top: number,
  bottom: number,
): { scale: AxisScale; left: number } {
  const scale = axisScale({ ...wish, range: [bottom, top], numTicks: Math.max(2, Math.min(8, Math.round((bottom - top) / 45))) });
  const widest = Math.max(0, ...scale.ticks.map((tick) => textWidth(tick.label, small)));
  return { scale, left: Math.ceil(32 + widest) };
}

export function drawValueAxis(scale: AxisScale, plot: Plot): string {
  const marks = scale.ticks.map(
    ({ at, label }) =>
      `<line x1="${px(plot.left)}" x2="${px(plot.right)}" y1="${px(at)}" y2="${px(at)}" stroke="${gridLine}"/>` +
      `<text x="${px(plot.left - 8)}" y="${px(at)}" dy="0.32em" text-anchor="end" fill="${muted}">${label}</text>`,
  );
  return `<g>${marks.join("")}</g>`;
}
