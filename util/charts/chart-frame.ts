import { escapeHtml } from "../html/escape-html.ts";
import { fitText, textWidth } from "./fit-text.ts";
import { seriesColour } from "./series-style.ts";

/** The outer size of a picture in pixels. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

export const defaultSize: ChartSize = { width: 560, height: 340 };

export const muted = "var(--pw-muted,#5d6670)";
export const gridLine = "var(--pw-line,#dfe3e8)";
export const small = 12;
const maxLegendEntries = 12;

/** A length in a picture: two decimals are enough, the same text on every machine, and nothing beyond what drawing programs take. */
export function px(value: number): string {
  if (Number.isNaN(value)) return "0";
  return String(Math.round(Math.max(-1e6, Math.min(1e6, value)) * 100) / 100 || 0);
}

/** The size asked for, never too small for axes. */
export function usableSize(size: ChartSize): ChartSize {
  return { width: usable(size.width, 160, defaultSize.width), height: usable(size.height, 140, defaultSize.height) };
}

function usable(value: number, least: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.round(Math.max(least, Math.min(value, 10000))) : otherwise;
}

/** The whole picture around its parts: name and description for screen readers, colours that follow the page. */
export function chartSvg(size: ChartSize, title: string, description: string, parts: readonly string[]): string {
  const { width, height } = size;
  const heading = fitText(title, width - 24, 17.5);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="max-width:100%;height:auto" font-family="system-ui,sans-serif" font-size="${small}" fill="currentColor">`,
    `<title>${escapeHtml(title)}</title>`,
    `<desc>${escapeHtml(description)}</desc>`,
    `<text x="12" y="20" font-size="15" font-weight="600">${escapeHtml(heading)}</text>`,
    ...parts.filter((part) => part !== ""),
    "</svg>",
  ].join("\n");
}

export interface Legend {
  readonly svg: string;
  /** How far down it reaches. */
  readonly bottom: number;
}

/** The names of the series with their colours, in as many lines as they need; one series alone needs none. */
export function chartLegend(names: readonly string[], width: number, swatch: (index: number) => string): Legend {
  if (names.length < 2) return { svg: "", bottom: 30 };
  const parts: string[] = [];
  let x = 12;
  let y = 42;
  const entries = names.slice(0, maxLegendEntries);
  entries.forEach((name, index) => {
    const text = fitText(name, Math.min(220, width - 60), small);
    const needed = 22 + textWidth(text, small) + 14;
    if (x > 12 && x + needed > width) {
      x = 12;
      y += 18;
    }
    const full = text === name ? "" : `<title>${escapeHtml(name)}</title>`;
    parts.push(`<g transform="translate(${px(x)} ${y})" color="${seriesColour(index)}">${full}${swatch(index)}`);
    parts.push(`<text x="22" fill="var(--pw-text,currentColor)">${escapeHtml(text)}</text></g>`);
    x += needed;
  });
  if (names.length > entries.length) {
    y += 18;
    parts.push(`<text x="12" y="${y}" fill="${muted}">and ${names.length - entries.length} more</text>`);
  }
  return { svg: `<g>${parts.join("")}</g>`, bottom: y + 10 };
}

/** The words along the axes. */
export function axisNames(xLabel: string, yLabel: string, plot: Plot, size: ChartSize): string {
  const middle = (plot.top + plot.bottom) / 2;
  const x = escapeHtml(fitText(xLabel, plot.right - plot.left, small));
  const y = escapeHtml(fitText(yLabel, plot.bottom - plot.top, small));
  return (
    `<text x="${px((plot.left + plot.right) / 2)}" y="${px(size.height - 8)}" text-anchor="middle" fill="${muted}">${x}</text>` +
    `<text transform="translate(14 ${px(middle)}) rotate(-90)" text-anchor="middle" fill="${muted}">${y}</text>`
  );
}

/** The rectangle that the data has. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What stands where a chart has nothing to draw. */
export function emptyNote(plot: Plot): string {
  const [x, y] = [px((plot.left + plot.right) / 2), px((plot.top + plot.bottom) / 2)];
  return `<text x="${x}" y="${y}" text-anchor="middle" fill="${muted}">no data</text>`;
}
