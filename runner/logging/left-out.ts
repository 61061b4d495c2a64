import { oneLine } from "../../util/graph/cell-text.ts";

/**
 * Why a step did not run, its phase in front. Argo's message for an omitted one begins with that word already.
 *
 * @example
 * leftOut("Omitted", "omitted: depends condition not met") // => "omitted: depends condition not met"
 * leftOut("Skipped", "when 'no' evaluated false")          // => "skipped: when 'no' evaluated false"
 */
export function leftOut(phase: "Skipped" | "Omitted", message: string): string {
  const word = phase.toLowerCase();
  const reason = oneLine(message).replace(new RegExp(`^${word}:?\\s*`), "");
  return reason === "" ? word : `${word}: ${reason}`;
}
