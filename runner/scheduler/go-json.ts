import { stableJson } from "../../util/stable-json.ts";
import { escapeGoJson } from "../expression/go/escape-json.ts";

/** JSON as Go's encoder writes it: keys sorted, and `<`, `>`, `&` escaped. */
export const goJson = (value: unknown): string => escapeGoJson(stableJson(value));
