import { extname } from "node:path";
import { InputError } from "../../dsl/run-context.ts";
import { readHead } from "../formats/read-bytes.ts";

export type Format = "csv" | "parquet" | "jsonl";

/** Kinds of files that people mistake for data, by their first bytes. */
const strangers: readonly (readonly [first: string, what: string, help: string])[] = [
  ["504b0304", "a ZIP archive or an Excel workbook", "Unpack it, or save the sheet as CSV (UTF-8)."],
  ["d0cf11e0", "an old Excel workbook", "Save the sheet as CSV (UTF-8)."],
  ["28b52ffd", "compressed by zstd", "Unpack it: zstd -d. Of compressed files only .gz is read."],
  ["425a68", "compressed by bzip2", "Unpack it: bunzip2. Of compressed files only .gz is read."],
  ["fd377a585a00", "compressed by xz", "Unpack it: unxz. Of compressed files only .gz is read."],
  ["50415245", "an encrypted Parquet file", "Decrypt it first."],
  ["4f626a01", "an Avro file", "Convert it to Parquet."],
  ["4f5243", "an ORC file", "Convert it to Parquet."],
  ["25504446", "a PDF", "Export its table as CSV."],
  ["fffe", "UTF-16 text", "Convert it: iconv -f utf-16 -t utf-8 old.csv > new.csv"],
  ["feff", "UTF-16 text", "Convert it: iconv -f utf-16 -t utf-8 old.csv > new.csv"],
];

/**
 * What a file is. Parquet tells itself by its first four bytes; `auto` takes a file that begins with `{` or is named .jsonl, .ndjson or .json
 * for JSON Lines, and any other for CSV.
 *
 * @param name the source's own name, for its extension
 * @throws InputError when the content is something else than `format` says, or nothing that is read here
 */
export async function detectFormat(path: string, name: string, format: "auto" | Format): Promise<Format> {
  const head = await readHead(path, 512);
  const start = head.toString("hex");
  const stranger = strangers.find(([first]) => start.startsWith(first));
  if (stranger !== undefined) throw new InputError("source-format-unknown", `The source is ${stranger[1]}.`, stranger[2]);
  const extension = extname(name).toLowerCase();
  const isParquet = head.toString("latin1", 0, 4) === "PAR1";
  const wantsParquet = format === "parquet" || (format === "auto" && [".parquet", ".pq"].includes(extension));
  if (wantsParquet && !isParquet) {
    throw new InputError(
      "not-parquet",
      `The source should be Parquet, but does not begin with PAR1.`,
      "Check what wrote it, or name its format.",
    );
  }
  if (isParquet && !wantsParquet && format !== "auto") {
    throw new InputError(
      "source-format-differs",
      `The source should be ${format === "csv" ? "CSV" : "JSON Lines"}, but is Parquet.`,
      'Set format to "parquet" or "auto".',
    );
  }
  if (isParquet) return "parquet";
  if (format !== "auto") return format as Format;
  const isJson = head.toString("utf8").trimStart().startsWith("{") || [".jsonl", ".ndjson", ".json"].includes(extension);
  return isJson ? "jsonl" : "csv";
}
