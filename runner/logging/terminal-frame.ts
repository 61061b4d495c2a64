import { stripVTControlCharacters } from "node:util";
import { cellWidth } from "../../util/graph/cell-text.ts";

const hideCursor = "\u001b[?25l";
const showCursor = "\u001b[?25h";
const clearToEndOfLine = "\u001b[K";
const clearBelow = "\u001b[J";

/** Lines at the bottom of a terminal that are drawn again in place. The cursor stands below them and is hidden until `restore`. */
export class TerminalFrame {
  readonly #stream: { write(text: string): unknown };
  readonly #columns: () => number;
  #drawn: readonly string[] = [];
  #isHidden = false;

  constructor(stream: { write(text: string): unknown }, columns: () => number) {
    this.#stream = stream;
    this.#columns = columns;
  }

  /**
   * Draws the frame, with lines above it that stay. Only lines that differ from what is there are written, in one write, so that no half
   * frame is seen; when nothing differs, nothing is.
   */
  draw(above: readonly string[], lines: readonly string[]): void {
    const height = this.#height();
    const hide = this.#isHidden ? "" : hideCursor;
    this.#isHidden = true;
    const isAsDrawn = above.length === 0 && height === this.#drawn.length;
    const same = isAsDrawn ? lines.findIndex((line, at) => line !== this.#drawn[at]) : 0;
    const first = same < 0 ? lines.length : same;
    const text = isAsDrawn
      ? this.#changes(lines, first)
      : [...above, ...lines].map((line) => `${line}${clearToEndOfLine}\n`).join("");
    const up = height - (isAsDrawn ? first : 0);
    const below = isAsDrawn && lines.length === this.#drawn.length ? "" : clearBelow;
    const written = `${hide}${up <= 0 || (text === "" && below === "") ? "" : `\u001b[${up}A\r`}${text}${below}`;
    if (written !== "") this.#stream.write(written);
    this.#drawn = lines;
  }

  /** From the first line that differs on; the cursor only passes those that do not. */
  #changes(lines: readonly string[], first: number): string {
    return lines
      .slice(first)
      .map((line, at) => (line === this.#drawn[first + at] ? "\n" : `${line}${clearToEndOfLine}\n`))
      .join("");
  }

  /** Gives the cursor back; the frame stays as it is and is never touched again. */
  restore(): void {
    if (this.#isHidden) this.#stream.write(showCursor);
    this.#isHidden = false;
    this.#drawn = [];
  }

  /** How many rows the frame takes now: a terminal that became narrower has broken its lines. */
  #height(): number {
    const columns = Math.max(1, this.#columns());
    return this.#drawn.reduce(
      (rows, line) => rows + Math.max(1, Math.ceil(cellWidth(stripVTControlCharacters(line)) / columns)),
      0,
    );
  }
}
