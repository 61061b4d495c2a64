import { InputError } from "../../dsl/run-context.ts";

/** What the first line of a CSV file says. */
export interface CsvHeader {
  readonly delimiter: CsvDelimiter;
  readonly names: readonly string[];
}

export type CsvDelimiter = "," | ";" | "\t" | "|";

const delimiters: readonly CsvDelimiter[] = [",", ";", "\t", "|"];

/** More columns than this are refused: it is rather a matrix, or the wrong delimiter. */
export const maxColumns = 4096;

/**
 * Reads the header of a CSV file: the delimiter is the one of `, ; tab |` that stands in it most often outside quotes, a comma when none does.
 *
 * @param line the first record, without its line end and without a byte order mark
 * @throws InputError when the line is no header: empty, with a nameless column, a name twice, or numbers alone
 * @example
 * readCsvHeader('id;"a;b"') // => { delimiter: ";", names: ["id", "a;b"] }
 */
export function readCsvHeader(line: string): CsvHeader {
  const delimiter = chooseDelimiter(line);
  const names = splitRecord(line, delimiter);
  checkHeader(names);
  return { delimiter, names };
}

function chooseDelimiter(line: string): CsvDelimiter {
  const unquoted = line.replace(/"(?:[^"]|"")*"/g, "");
  let best: CsvDelimiter = ",";
  let bestCount = 0;
  for (const delimiter of delimiters) {
    const count = unquoted.split(delimiter).length - 1;
    if (count > bestCount) [best, bestCount] = [delimiter, count];
  }
  return best;
}

/** The fields of one record by RFC 4180; one space before a quoted field and all behind it are dropped. */
function splitRecord(line: string, delimiter: CsvDelimiter): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = / ?"((?:[^"]|"")*)" */y;
    quoted.lastIndex = at;
    const match = quoted.exec(line);
    const end = match === null ? indexOrEnd(line, delimiter, at) : quoted.lastIndex;
    fields.push(match === null ? line.slice(at, end) : match[1]!.replaceAll('""', '"'));
    if (end >= line.length) return fields;
    if (line[end] !== delimiter) {
      throw new InputError(
        "csv-text-after-quote",
        `line 1: text follows the closing quote of column ${fields.length}.`,
        'Write a quote inside a quoted field twice: "".',
      );
    }
    at = end + 1;
  }
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const index = text.indexOf(wanted, from);
  return index === -1 ? text.length : index;
}

function checkHeader(names: readonly string[]): void {
  const help = "The first line must name each column once.";
  if (names.length === 1 && names[0]!.trim() === "")
    throw new InputError("header-missing", "line 1 is empty, but should name the columns.", help);
  const nameless = names.findIndex((name) => name.trim() === "");
  if (nameless !== -1)
    throw new InputError("column-without-name", `line 1: column ${nameless + 1} of ${names.length} has no name.`, help);
  if (names.every((name) => Number.isFinite(Number(name)))) {
    throw new InputError(
      "header-missing",
      `line 1 holds numbers alone (${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}), so the header is missing.`,
      help,
    );
  }
  checkColumnNames(names);
}

/**
 * Refuses a column that is there twice, or whose name differs from another's in case alone: DuckDB and SQL tell no such names apart.
 *
 * @throws InputError `column-twice`, `columns-differ-in-case-alone`, `too-many-columns`, `column-name-reserved`
 */
export function checkColumnNames(names: readonly string[]): void {
  if (names.length > maxColumns) {
    throw new InputError(
      "too-many-columns",
      `The source has ${names.length} columns; ${maxColumns} are allowed.`,
      "Is the delimiter the right one? Keep vectors in JSON Lines or Parquet lists.",
    );
  }
  if (names.includes("__proto__")) {
    throw new InputError(
      "column-name-reserved",
      'No column may be named "__proto__": JavaScript uses that name.',
      "Rename the column.",
    );
  }
  const seen = new Map<string, { name: string; place: number }>();
  for (const [index, name] of names.entries()) {
    const before = seen.get(name.toLowerCase());
    if (before === undefined) {
      seen.set(name.toLowerCase(), { name, place: index + 1 });
    } else if (before.name === name) {
      throw new InputError(
        "column-twice",
        `The column "${name}" is there twice, as column ${before.place} and as column ${index + 1}.`,
        "Rename or remove one of them.",
      );
    } else {
      throw new InputError(
        "columns-differ-in-case-alone",
        `The columns "${before.name}" and "${name}" differ in upper and lower case alone.`,
        "Rename one of them.",
      );
    }
  }
}
