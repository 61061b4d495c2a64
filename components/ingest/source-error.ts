import { InputError } from "../../dsl/run-context.ts";
import { dataComplaint } from "../formats/data-error.ts";

/**
 * What DuckDB says about wrong data, as an error in the source; whatever else went wrong as it is.
 *
 * @param name the source's own name
 */
export function sourceError(error: unknown, name: string): unknown {
  const complaint = dataComplaint(error);
  if (complaint === undefined) return error;
  const said = complaint.replaceAll(/"?\/[^"\s]*\/source[^"\s]*"?/g, `"${name}"`);
  return new InputError("source-broken", `${name}: ${said}`, "Mend the source at that place.");
}

/** An error in a source's content, with the source's name in front. */
export function named(error: unknown, name: string): unknown {
  return error instanceof InputError ? new InputError(error.code, `${name}: ${error.message}`, error.help) : error;
}
