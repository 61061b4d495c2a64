import { InputError } from "../../dsl/run-context.ts";
import { type CsvHeader, readCsvHeader } from "./csv-header.ts";
import { CsvMachine, type CsvShape, lineFeed, maxRowBytes, quote, space } from "./csv-machine.ts";
import { readBytes, readHead } from "./read-bytes.ts";
import { notUtf8, type ScanOptions, startsWithMark } from "./text-scan.ts";
import { utf8Scan } from "./utf8-scan.ts";

/** What a whole CSV file looks like. */
export interface CsvScan extends CsvHeader, CsvShape {}

/**
 * Reads a CSV file from its first to its last byte, and either says what it looks like or names the line that breaks the rules of RFC 4180:
 * a header; the same number of fields in each record; quotes around a field that holds delimiters, quotes (twice) or line ends; UTF-8.
 * A byte order mark, either line end, empty lines, one space before an opening quote and any behind a closing one are fine.
 *
 * DuckDB reads the values afterwards; this pass is here for its messages, and so that nothing is guessed from a sample.
 *
 * @throws InputError with the line that is wrong, what was expected there and what was found
 * @example
 * await scanCsv("taxi.csv") // => { delimiter: ",", names: ["fare", …], rows: 15002, lineEnd: "\n" }
 */
export async function scanCsv(path: string, options: ScanOptions = {}): Promise<CsvScan> {
  const header = await readHeader(path);
  const utf8 = utf8Scan();
  const machine = new CsvMachine(header);
  let bytes = 0;
  for await (const chunk of readBytes(path, options)) {
    const bad = utf8.push(chunk);
    if (bad !== undefined) throw notUtf8(machine.line, bad, bytes, chunk);
    machine.push(bytes === 0 && startsWithMark(chunk) ? chunk.subarray(3) : chunk);
    bytes += chunk.length;
    options.onProgress?.(bytes);
  }
  const cutOff = utf8.end();
  if (cutOff !== undefined) throw notUtf8(machine.line, cutOff, bytes, Buffer.alloc(0));
  return { ...header, ...machine.end() };
}

async function readHeader(path: string): Promise<CsvHeader> {
  const head = await readHead(path, maxRowBytes);
  const mark = startsWithMark(head) ? 3 : 0;
  const end = firstRecordEnd(head, mark);
  if (end === head.length && head.length === maxRowBytes) {
    throw new InputError(
      "row-too-large",
      `line 1: the row is longer than ${maxRowBytes} bytes (4 MiB), the most that a row may hold.`,
      "Is this a CSV file?",
    );
  }
  const line = head.subarray(mark, end);
  const scan = utf8Scan();
  const bad = scan.push(line) ?? scan.end();
  if (bad !== undefined) throw notUtf8(1, bad + mark, 0, head);
  return readCsvHeader(line.toString("utf8").replace(/\r$/, ""));
}

/** Where the first line end outside quotes is. A quote opens a field only at its start, behind a delimiter (whichever it will be) and one space. */
function firstRecordEnd(bytes: Buffer, from: number): number {
  let quoted = false;
  let mayOpen = true;
  for (let index = from; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte === quote && (quoted || mayOpen)) quoted = !quoted;
    else if (byte === lineFeed && !quoted) return index;
    const isStart = index === from || ",;\t|".includes(String.fromCharCode(bytes[index - 1]!));
    mayOpen = byte === quote || ",;\t|".includes(String.fromCharCode(byte)) || (isStart && byte === space);
  }
  return bytes.length;
}
