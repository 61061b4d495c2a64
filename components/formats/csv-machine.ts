import { InputError } from "../../dsl/run-context.ts";
import type { CsvHeader } from "./csv-header.ts";

/** The longest field, in bytes. */
export const maxCellBytes = 1 << 20;
/** The longest row, in bytes; the header must fit as well. */
export const maxRowBytes = 4 << 20;

export const [lineFeed, carriageReturn, quote, space] = [0x0a, 0x0d, 0x22, 0x20] as const;

/** At a field's start, behind one space before it, inside it, inside quotes, at a quote inside quotes, behind quotes, at a carriage return. */
const [fieldStart, leadingSpace, plain, inQuotes, atQuote, behindQuotes, atReturn] = [0, 1, 2, 3, 4, 5, 6] as const;

/** What a CSV machine found. */
export interface CsvShape {
  /** Records below the header. Empty lines are no records, except in a file of one column, where they are a missing value. */
  readonly rows: number;
  readonly lineEnd: "\n" | "\r\n" | "mixed";
}

/**
 * Reads the bytes of a CSV file, counts lines, records and fields, and names the line where the rules of RFC 4180 are broken.
 * Some nanoseconds per byte; holds no data.
 *
 * ```ts
 * const machine = new CsvMachine({ delimiter: ",", names: ["a", "b"] });
 * machine.push(Buffer.from("a,b\n1,2\n"));
 * machine.end(); // => { rows: 1, lineEnd: "\n" }
 * ```
 */
export class CsvMachine {
  /** The line being read, from 1. */
  line = 1;
  readonly #delimiter: number;
  /** By byte: 1 when it goes on with a plain field, 0 when it ends one. */
  readonly #isInside = new Uint8Array(256).fill(1);
  readonly #names: readonly string[];
  #state: number = fieldStart;
  #isBlank = true;
  #records = 0;
  #position = 0;
  #recordLine = 1;
  #recordStart = 0;
  #fieldStart = 0;
  #fields = 0;
  #quoteLine = 0;
  #lineFeeds = 0;
  #returns = 0;
  #ragged: { readonly line: number; readonly found: number } | undefined;
  #moreRagged = 0;

  constructor({ delimiter, names }: CsvHeader) {
    this.#delimiter = delimiter.charCodeAt(0);
    for (const end of [this.#delimiter, lineFeed, carriageReturn]) this.#isInside[end] = 0;
    this.#names = names;
  }

  /** @throws InputError for text behind a closing quote, a carriage return alone, a field or row that is too long */
  push(chunk: Uint8Array): void {
    const delimiter = this.#delimiter;
    const base = this.#position;
    const { length } = chunk;
    const isInside = this.#isInside;
    let state = this.#state;
    let index = 0;
    while (index < length) {
      // most bytes are within fields: over them in a loop of their own, twice as fast
      if (state === plain) while (index < length && isInside[chunk[index]!] === 1) index++;
      if (index === length) break;
      const byte = chunk[index]!;
      if (state === inQuotes) {
        if (byte === quote) state = atQuote;
        else if (byte === lineFeed) this.line++;
      } else if (byte === lineFeed) {
        if (state === atReturn) this.#returns++;
        this.#lineFeeds++;
        this.#endRecord(base + index);
        state = fieldStart;
      } else if (state === atReturn) {
        throw this.#loneReturn();
      } else if (byte === delimiter) {
        this.#isBlank = false;
        this.#endField(base + index);
        state = fieldStart;
      } else if (byte === carriageReturn) {
        state = atReturn;
      } else {
        this.#isBlank = false;
        state = this.#within(state, byte);
      }
      index++;
    }
    this.#state = state;
    this.#position = base + chunk.length;
    this.#checkSizes(this.#position);
  }

  /** @throws InputError for a quote that is never closed, for records of the wrong length, and for a header alone */
  end(): CsvShape {
    if (this.#state === atReturn) throw this.#loneReturn();
    if (this.#state === inQuotes) {
      throw new InputError(
        "csv-quote-open",
        `line ${this.#quoteLine}: the quoted field that begins here is never closed.`,
        'Close it with ", and write a quote inside it twice: "".',
      );
    }
    if (!this.#isBlank) this.#endRecord(this.#position);
    this.#refuseRagged();
    const rows = this.#records - 1;
    if (rows < 1) throw new InputError("no-rows", "The source holds a header and no rows.", "Check what wrote it.");
    const lineEnd = this.#returns === 0 ? "\n" : this.#returns === this.#lineFeeds ? "\r\n" : "mixed";
    if (lineEnd === "mixed" && this.#names.length === 1) throw this.#mixedLineEnds();
    return { rows, lineEnd };
  }

  /** The state after a byte that is neither delimiter nor line end, outside quotes. */
  #within(state: number, byte: number): number {
    if (byte === quote && state !== behindQuotes) {
      if (state !== atQuote) this.#quoteLine = this.line;
      return inQuotes;
    }
    if (state === atQuote || state === behindQuotes) {
      if (byte === space) return behindQuotes;
      throw new InputError(
        "csv-text-after-quote",
        `line ${this.line}: text follows the closing quote of column ${this.#columnName()}.`,
        'Write a quote inside a quoted field twice: "".',
      );
    }
    // one space may stand before a quote, as in "a, b" written by people; after two the field is plain, quotes and all
    return byte === space && state === fieldStart ? leadingSpace : plain;
  }

  #endField(position: number): void {
    this.#checkSizes(position);
    this.#fields++;
    this.#fieldStart = position + 1;
  }

  #endRecord(position: number): void {
    if (!this.#isBlank || this.#names.length === 1) {
      this.#endField(position);
      this.#records++;
      if (this.#fields !== this.#names.length) this.#noteRagged();
    }
    this.line++;
    this.#recordLine = this.line;
    this.#recordStart = position + 1;
    this.#fieldStart = position + 1;
    this.#fields = 0;
    this.#isBlank = true;
  }

  #noteRagged(): void {
    if (this.#ragged === undefined) this.#ragged = { line: this.#recordLine, found: this.#fields };
    else this.#moreRagged++;
  }

  #refuseRagged(): void {
    if (this.#ragged === undefined) return;
    const { line, found } = this.#ragged;
    const more =
      this.#moreRagged === 0
        ? ""
        : ` ${this.#moreRagged} more ${this.#moreRagged === 1 ? "row is" : "rows are"} of another length too.`;
    throw new InputError(
      "csv-ragged",
      `line ${line}: expected ${this.#names.length} fields, as in the header, found ${found}.${more}`,
      "Put fields that hold a delimiter or a line end in quotes.",
    );
  }

  #checkSizes(position: number): void {
    if (position - this.#fieldStart > maxCellBytes + 2) {
      throw new InputError(
        "cell-too-large",
        `line ${this.#recordLine}: the field of column ${this.#columnName()} is longer than ${maxCellBytes} bytes (1 MiB), the most that a field may hold.`,
        "Is a quote missing? Keep large objects in files of their own and their names in the rows.",
      );
    }
    if (position - this.#recordStart > maxRowBytes) {
      throw new InputError(
        "row-too-large",
        `line ${this.#recordLine}: the row is longer than ${maxRowBytes} bytes (4 MiB), the most that a row may hold.`,
        "Is a quote missing?",
      );
    }
  }

  #columnName(): string {
    const name = this.#names[this.#fields];
    return name === undefined ? String(this.#fields + 1) : `"${name}"`;
  }

  /** With one column an empty line is a row, and DuckDB takes the two characters of CR LF for two ends of lines where LF ends others. */
  #mixedLineEnds(): InputError {
    return new InputError(
      "csv-line-ends-mixed",
      `${this.#returns} of ${this.#lineFeeds} lines end in CR LF, the others in LF; in a file of one column all must end alike.`,
      "Convert the line ends, for example: tr -d '\\r' < old.csv > new.csv",
    );
  }

  #loneReturn(): InputError {
    return new InputError(
      "csv-carriage-return",
      `line ${this.line}: a carriage return stands alone; a line ends in LF or in CR LF.`,
      "Convert the line ends, for example: tr '\\r' '\\n' < old.csv > new.csv. Inside quotes any line end is fine.",
    );
  }
}
