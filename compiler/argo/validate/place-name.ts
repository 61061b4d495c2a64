import type { FieldPath } from "./schema-issue.ts";

/** Labels and annotations have long keys; what is longer still is cut. */
const most = 120;

/** What a person calls a place: the last field of its path, and the numbers of items after it. */
export function placeName(path: FieldPath, last = path.length - 1): string {
  let name = "";
  for (let at = last; at >= 0; at--) {
    const part = path[at]!;
    if (typeof part === "string") return (part.length > most ? `${part.slice(0, most)}…` : part) + name;
    name = `[${part}]${name}`;
  }
  return name;
}
