import { escapeGoJson } from "../compiler/expression/go/escape-json.ts";
import { stableJson } from "../util/stable-json.ts";

/** JSON as Go's encoder writes it: keys sorted, and `<`, `>`, `&` escaped. */
export const goJson = (value: unknown): string => escapeGoJson(stableJson(value));
