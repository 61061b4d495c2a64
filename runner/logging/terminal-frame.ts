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

  /** Draws the frame anew, with lines above it that stay. One write, so that no half frame is seen. */
  draw(above: readonly string[], lines: readonly string[]): void {
    const hide = this.#isHidden ? "" : hideCursor;
    this.#isHidden = true;
    const up = this.#height() === 0 ? "" : `\u001b[${this.#height()}A\r`;
    const text = [...above, ...lines].map((line) => `${line}${clearToEndOfLine}\n`).join("");
    this.#stream.write(`${hide}${up}${text}${clearBelow}`);
    this.#drawn = lines;
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
