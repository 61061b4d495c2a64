import { stableJson } from "../../util/stable-json.ts";

/** JSON as Go's encoder writes it: keys sorted, and `<`, `>`, `&` escaped. */
export function goJson(value: unknown): string {
  return stableJson(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
