import { stableJson } from "../../../util/stable-json.ts";

/**
 * What a jq filter makes of an object: texts as they are, all else as JSON, a line each.
 *
 * @throws Error in jq's words
 * @example await jqFilter({ data: { a: "1" } }, ".data | length") // => "1"
 */
export async function jqFilter(object: unknown, filter: string): Promise<string> {
  const { raw } = (await import("jq-wasm")).default;
  try {
    return (await raw(stableJson(object), filter, ["-r", "-c", "-S"])).trim();
  } catch (error) {
    const words = (error as Error).message.replace(/^Failed to execute raw query: /, "");
    throw new Error(words.split("\n")[0]?.trim() ?? words);
  }
}
