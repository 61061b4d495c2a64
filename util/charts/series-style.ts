const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b4fa0", "#6e6e6e"];
const dashes = ["", "7 3", "2 3", "9 3 2 3"];

/** The colour of a series: the page's variable, or the light theme's colour where the picture stands alone. */
export function seriesColour(index: number): string {
  const place = index % colours.length;
  return `var(--pw-series-${place + 1},${colours[place]})`;
}

/** Lines beyond the eighth take the colours again, with another dash. An attribute with its leading space, or nothing. */
export function seriesDash(index: number): string {
  const dash = dashes[Math.floor(index / colours.length) % dashes.length]!;
  return dash === "" ? "" : ` stroke-dasharray="${dash}"`;
}
