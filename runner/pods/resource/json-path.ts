import { goJson } from "../../go-json.ts";
import { evaluateAll, type Found } from "./json-path-steps.ts";
import { type PathPart, parseJsonPath } from "./parse-json-path.ts";

/**
 * What `kubectl -o jsonpath=TEMPLATE` prints of an object: text as it stands, and for each path in braces what it finds, joined by blanks.
 * What is not there prints nothing.
 *
 * @throws Error in kubectl's words for a template that can't be read, a filter that can't compare, an index beyond the end of a list
 * @example printJsonPath({ data: { a: "1" } }, "a is {.data.a}") // => "a is 1"
 */
export function printJsonPath(object: unknown, template: string): string {
  return printParts(parseJsonPath(template), object, object);
}

function printParts(parts: readonly PathPart[], root: unknown, current: unknown): string {
  return parts.map((part) => printPart(part, root, current)).join("");
}

function printPart(part: PathPart, root: unknown, current: unknown): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "path":
      return evaluateAll(part.steps, root, [current]).map(printed).join(" ");
    case "range":
      return evaluateAll(part.steps, root, [current])
        .map((item) => printParts(part.body, root, item))
        .join("");
  }
}

/** Texts as they are, all else as JSON. */
function printed(value: Found): string {
  return typeof value === "string" ? value : goJson(value);
}
