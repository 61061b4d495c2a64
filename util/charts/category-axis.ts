import { scaleBand } from "d3-scale";
import { escapeHtml } from "../html/escape-html.ts";
import { muted, px, small } from "./chart-frame.ts";
import { fitText, textWidth } from "./fit-text.ts";

/** The axis under bars. */
export interface CategoryAxis {
  /** The left end of a category's band. */
  readonly at: (index: number) => number;
  readonly bandWidth: number;
  /** How much room the names need, in pixels. */
  readonly height: number;
  readonly draw: (y: number) => string;
}

const turnedLength = 104;

/** Few categories do not become walls. */
const widestBand = 120;

/** Names stand upright where they fit side by side; otherwise they are turned and shortened; in a crowd only some are written. */
export function categoryAxis(names: readonly string[], left: number, right: number): CategoryAxis {
  const scale = scaleBand<number>(names.keys(), [left, right])
    .paddingInner(names.length > 60 ? 0.05 : 0.2)
    .paddingOuter(0.1);
  const step = scale.step();
  const bandWidth = Math.min(widestBand, scale.bandwidth());
  const middle = (index: number): number => (scale(index) ?? left) + scale.bandwidth() / 2;
  const at = (index: number): number => middle(index) - bandWidth / 2;
  const widest = Math.max(0, ...sample(names).map((name) => textWidth(name, small)));
  if (widest + 8 <= step) {
    const draw = (y: number): string =>
      names.map((name, index) => label(name, step, `x="${px(middle(index))}" y="${px(y + 17)}" text-anchor="middle"`)).join("");
    return { at, bandWidth, height: 20, draw };
  }
  const every = Math.max(1, Math.ceil(16 / step));
  const length = Math.min(turnedLength, widest);
  const draw = (y: number): string =>
    names
      .map((name, index) => ({
        name,
        placing: `transform="translate(${px(middle(index))} ${px(y + 12)}) rotate(-40)" text-anchor="end"`,
      }))
      .filter((_, index) => index % every === 0)
      .map(({ name, placing }) => label(name, length, placing))
      .join("");
  return { at, bandWidth, height: Math.ceil(22 + length * Math.sin((40 * Math.PI) / 180)), draw };
}

function label(name: string, width: number, placing: string): string {
  const text = fitText(name, width, small);
  const full = text === name ? "" : `<title>${escapeHtml(name)}</title>`;
  return `<text ${placing} fill="${muted}">${full}${escapeHtml(text)}</text>`;
}

/** Measuring a thousand names tells no more than measuring a few hundred. */
function sample(names: readonly string[]): readonly string[] {
  return names.length <= 300 ? names : names.slice(0, 300);
}
