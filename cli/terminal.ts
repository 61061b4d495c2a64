/** Colours of a terminal; plain text without one. */
export interface Style {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

/** Where text for people goes. */
export interface Terminal {
  readonly style: Style;
  /** Cells of a line. */
  readonly width: number;
  /** Whether sentences are broken at the width: in a terminal, where nobody searches the text line by line. */
  readonly wraps: boolean;
}

const code = (open: number, close: number) => (text: string) => `\x1b[${open}m${text}\x1b[${close}m`;
const same = (text: string) => text;

const coloured: Style = {
  red: code(31, 39),
  green: code(32, 39),
  yellow: code(33, 39),
  cyan: code(36, 39),
  dim: code(2, 22),
  bold: code(1, 22),
};
const plain: Style = { red: same, green: same, yellow: same, cyan: same, dim: same, bold: same };

/** Wide enough for the lines that people write; what a program generated in one line is cut. */
const fileWidth = 130;
/** In less no sentence can be read. */
const leastWidth = 30;

/** Text that goes to a file, a pipe or another program. */
export const plainTerminal: Terminal = { style: plain, width: fileWidth, wraps: false };

export function terminalFor(stream: NodeJS.WriteStream): Terminal {
  if (stream.isTTY !== true) return plainTerminal;
  const colours = process.env["NO_COLOR"] === undefined && process.env["TERM"] !== "dumb";
  return { style: colours ? coloured : plain, width: Math.max(leastWidth, stream.columns || 80), wraps: true };
}
