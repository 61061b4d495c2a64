import { InputError } from "../../dsl/run-context.ts";

/** What DuckDB's messages begin with when the data are wrong, and not the query or the machine. */
const aboutData = /^(Invalid Input|Conversion|Out of Range|Serialization|Invalid|TransactionContext|IO) Error: /;

/**
 * What DuckDB says about wrong data, as an error in the source; whatever else went wrong as it is.
 *
 * @param name the source's own name
 */
export function sourceError(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof InputError || "code" in error || !aboutData.test(error.message)) return error;
  const [sentence = ""] = error.message.replace(aboutData, "").split("\n");
  const said = sentence.replaceAll(/"?\/[^"\s]*\/source[^"\s]*"?/g, `"${name}"`);
  return new InputError("source-broken", `${name}: ${said}`, "Mend the source at that place.");
}

/** An error in a source's content, with the source's name in front. */
export function named(error: unknown, name: string): unknown {
  return error instanceof InputError ? new InputError(error.code, `${name}: ${error.message}`, error.help) : error;
}
