import { InputError } from "../../dsl/run-context.ts";

/** What DuckDB's messages begin with when the data are wrong, and not the query or the machine. */
const aboutData = /^(Invalid Input|Conversion|Out of Range|Serialization|Invalid|TransactionContext|IO) Error: /;

/**
 * The first sentence of DuckDB's complaint about data that it can't read; undefined for any other error.
 *
 * @example
 * dataComplaint(new Error("Invalid Input Error: File 'x' too small to be a Parquet file\n…")) // => "File 'x' too small to be a Parquet file"
 */
export function dataComplaint(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof InputError || "code" in error || !aboutData.test(error.message))
    return undefined;
  return error.message.replace(aboutData, "").split("\n")[0];
}

/** DuckDB's complaint about an Examples artifact as an InputError; any other error as it is. */
export function examplesError(error: unknown): unknown {
  const complaint = dataComplaint(error);
  return complaint === undefined
    ? error
    : new InputError(
        "examples-broken",
        `The examples can't be read: ${complaint}.`,
        "Make them again; were they copied to their end?",
      );
}
