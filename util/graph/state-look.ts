import { px } from "../charts/chart-frame.ts";
import type { GraphState } from "./graph.ts";

export interface StateLook {
  readonly line: string;
  readonly fill: string;
  /** An attribute with its leading space, or nothing. */
  readonly dash: string;
}

const panel = "var(--pw-panel,#ffffff)";
const quiet: StateLook = { line: "var(--pw-muted,#8a949e)", fill: "var(--pw-soft,#f2f4f6)", dash: ` stroke-dasharray="4 3"` };
const bad: StateLook = { line: "var(--pw-bad,#c02b2b)", fill: "var(--pw-bad-soft,#fdeaea)", dash: "" };

const looks: Readonly<Record<GraphState, StateLook>> = {
  Pending: { line: "var(--pw-line,#c3cad1)", fill: panel, dash: "" },
  Running: { line: "var(--pw-run,#0b5cad)", fill: "var(--pw-run-soft,#e4effb)", dash: "" },
  Succeeded: { line: "var(--pw-good,#1a7f37)", fill: "var(--pw-good-soft,#e3f4e7)", dash: "" },
  Failed: bad,
  Error: bad,
  Skipped: quiet,
  Omitted: quiet,
};

/** The colours of a state; those of a plain box where there is none. */
export function stateLook(state: GraphState | undefined): StateLook {
  return state === undefined ? { line: "var(--pw-muted,#5d6670)", fill: panel, dash: "" } : looks[state];
}

/** Strokes around the middle, 12 wide: a tick, a cross, a dash, a half ring, an empty ring. */
const strokes: Readonly<Record<GraphState, string>> = {
  Pending: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
  Running: "M0 -5.5a5.5 5.5 0 1 1 -5.5 5.5M0 -2.5v2.5h3",
  Succeeded: "M-5 0.5L-1.5 4L5 -4",
  Failed: "M-4 -4L4 4M4 -4L-4 4",
  Error: "M-4 -4L4 4M4 -4L-4 4",
  Skipped: "M-5 0H5",
  Omitted: "M-5 0H5",
};

/** The mark of a state, so that its colour is not all there is. */
export function stateMark(state: GraphState, x: number, y: number): string {
  return `<path transform="translate(${px(x)} ${px(y)})" d="${strokes[state]}" fill="none" stroke="${looks[state].line}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;
}
