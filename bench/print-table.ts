import type { Result } from "./benchmark.ts";

/** The results of one benchmark as lines for a terminal of 80 columns. */
export function printTable(results: readonly Result[]): string {
  return results.map((one) => [`  ${label(one).padEnd(26)}`, ...columns(one)].join(" ").trimEnd()).join("\n");
}

const label = ({ name }: Result) => name.slice(name.indexOf("/") + 1);

function columns({ value, median, peer, ratio, peakMiB }: Result): readonly string[] {
  return [
    `${seconds(value)}`,
    `(${seconds(median).trim()})`.padEnd(10),
    peakMiB === undefined ? "".padStart(9) : `${peakMiB} MiB`.padStart(9),
    peer === undefined || ratio === undefined ? "" : `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1)} x ${peer}`,
  ];
}

const seconds = (value: number) => `${value < 10 ? value.toFixed(3) : value.toFixed(1)} s`.padStart(8);
