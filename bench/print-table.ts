import type { Result } from "./benchmark.ts";

/** The results of one benchmark as lines for a terminal of some 100 columns. */
export function printTable(results: readonly Result[]): string {
  const width = Math.max(26, ...results.map((one) => label(one).length));
  return results.map((one) => [`  ${label(one).padEnd(width)}`, ...columns(one)].join(" ").trimEnd()).join("\n");
}

const label = ({ name }: Result) => name.slice(name.indexOf("/") + 1);

function columns({ value, unit, fastest, peer, ratio, peakMiB }: Result): readonly string[] {
  return [
    (unit === "s" ? seconds(value) : `${value.toLocaleString("en")} ${shownUnit[unit] ?? unit}`).padStart(14),
    (fastest === undefined ? "" : `(${seconds(fastest)})`).padEnd(10),
    (peakMiB === undefined ? "" : `${peakMiB} MiB`).padStart(9),
    peer === undefined || ratio === undefined ? "" : `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1)} x ${peer}`,
  ];
}

/** Units whose numbers are read without them, or too long for a column. */
const shownUnit: Readonly<Partial<Record<Result["unit"], string>>> = { times: "x", instantiations: "" };

const seconds = (value: number) => `${value < 10 ? value.toFixed(3) : value.toFixed(1)} s`;
