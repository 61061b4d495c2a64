import { StringDecoder } from "node:string_decoder";

/** A longer line is cut into several: a program may print megabytes without an end of line. */
const maxLineLength = 8192;

/** Cuts a stream of bytes into lines; `\r\n` and a lone `\r` end a line too. */
export class LineSplitter {
  readonly #decoder = new StringDecoder("utf8");
  readonly #onLine: (line: string) => void;
  #rest = "";

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  write(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#emit(line);
    while (this.#rest.length > maxLineLength) {
      this.#onLine(this.#rest.slice(0, maxLineLength));
      this.#rest = this.#rest.slice(maxLineLength);
    }
  }

  end(): void {
    const rest = this.#rest + this.#decoder.end();
    if (rest !== "") this.#emit(rest.replace(/\r$/, ""));
    this.#rest = "";
  }

  #emit(line: string): void {
    if (line === "") this.#onLine("");
    for (let start = 0; start < line.length; start += maxLineLength) this.#onLine(line.slice(start, start + maxLineLength));
  }
}
