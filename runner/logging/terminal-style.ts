import { cellWidth, fitCells } from "../../util/graph/cell-text.ts";

export type Tone = "plain" | "good" | "bad" | "busy" | "quiet" | "strong";

/** A piece of a line in one tone. */
export type Segment = readonly [text: string, tone: Tone];

const codes: Readonly<Record<Tone, readonly [on: number, off: number] | undefined>> = {
  plain: undefined,
  good: [32, 39],
  bad: [31, 39],
  busy: [36, 39],
  quiet: [2, 22],
  strong: [1, 22],
};

/** What a terminal can show. */
export interface TerminalStyle {
  readonly colour: boolean;
  readonly ascii: boolean;
}

/**
 * Reads the environment: no colours where NO_COLOR is set to anything (no-color.org), only ASCII on a console whose locale is plain C or
 * whose terminal is the Linux console.
 */
export function terminalStyle(env: Readonly<Record<string, string | undefined>>): TerminalStyle {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return {
    colour: (env.NO_COLOR ?? "") === "",
    ascii: env.TERM === "linux" || locale === "C" || locale === "POSIX",
  };
}

/** Pieces as one line of at most `width` cells. */
export function paint(segments: readonly Segment[], width: number, style: TerminalStyle): string {
  let left = width;
  let line = "";
  for (const [text, tone] of segments) {
    const fitted = fitCells(text, left, style.ascii ? ".." : "…");
    left -= cellWidth(fitted);
    const code = style.colour && fitted !== "" ? codes[tone] : undefined;
    line += code === undefined ? fitted : `\u001b[${code[0]}m${fitted}\u001b[${code[1]}m`;
    if (fitted !== text) break;
  }
  return line;
}

/** Whether a stream is a terminal in which lines can be drawn again: not a pipe, not a dumb one, not a build machine's log. */
export function canRedraw(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): boolean {
  return stream.isTTY === true && env.TERM !== "dumb" && (env.CI ?? "") === "";
}
