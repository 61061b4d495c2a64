import { cellWidth } from "../../../util/graph/cell-text.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A terminal as far as the live view uses one: text, line ends, carriage return, cursor up, clearing, colours (which it forgets), hiding
 * the cursor. Lines that scroll off the top stay in the history. Anything else fails the test that wrote it.
 */
export class VirtualScreen {
  columns: number;
  rows: number;
  isCursorHidden = false;
  /** Everything that was written, as it came. */
  raw = "";
  readonly #lines: string[][] = [[]];
  #top = 0;
  #row = 0;
  #column = 0;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** What is on the screen and in the history, without empty lines at the end. */
  get text(): string {
    return this.#lines
      .map((cells) => cells.join("").trimEnd())
      .join("\n")
      .trimEnd();
  }

  write(text: string): boolean {
    this.raw += text;
    for (let at = 0; at < text.length; ) {
      const sequence = /^\u001b\[(\??[\d;]*)([A-Za-z])/.exec(text.slice(at));
      if (sequence !== null) {
        this.#command(sequence[2]!, sequence[1]!);
        at += sequence[0].length;
      } else if (text[at] === "\n") {
        this.#newLine();
        at++;
      } else if (text[at] === "\r") {
        this.#column = 0;
        at++;
      } else {
        const end = text.slice(at).search(/[\u001b\n\r]/);
        const piece = end < 0 ? text.slice(at) : text.slice(at, at + end);
        for (const { segment } of segmenter.segment(piece)) this.#put(segment);
        at += piece.length;
        if (piece === "")
          throw new Error(`an escape sequence this screen does not know: ${JSON.stringify(text.slice(at, at + 10))}`);
      }
    }
    return true;
  }

  #command(letter: string, parameters: string): void {
    const count = Number(parameters || "1");
    if (letter === "A") this.#row = Math.max(this.#top, this.#row - count);
    else if (letter === "K") this.#lines[this.#row]!.length = Math.min(this.#lines[this.#row]!.length, this.#column);
    else if (letter === "J") {
      this.#lines[this.#row]!.length = Math.min(this.#lines[this.#row]!.length, this.#column);
      this.#lines.length = this.#row + 1;
    } else if (parameters === "?25") this.isCursorHidden = letter === "l";
    else if (letter !== "m") throw new Error(`this screen does not know ${letter}`);
  }

  #put(grapheme: string): void {
    const code = grapheme.codePointAt(0)!;
    if (code < 32 || (code >= 127 && code < 160)) throw new Error(`a control character reached the screen: ${code}`);
    const width = cellWidth(grapheme);
    if (this.#column + width > this.columns) this.#newLine();
    const line = this.#lines[this.#row]!;
    while (line.length < this.#column) line.push(" ");
    line.splice(this.#column, width, grapheme, ...Array.from({ length: width - 1 }, () => ""));
    this.#column += width;
  }

  #newLine(): void {
    this.#row++;
    this.#column = 0;
    if (this.#row === this.#lines.length) this.#lines.push([]);
    this.#top = Math.max(this.#top, this.#row - this.rows + 1);
  }
}
