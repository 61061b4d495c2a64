import type { FieldPath } from "./schema-issue.ts";

/**
 * A path as people write it.
 *
 * @example fieldPathText(["spec", "templates", 0, "nodeSelector", "a.b/c"]) // => 'spec.templates[0].nodeSelector["a.b/c"]'
 */
export function fieldPathText(path: FieldPath): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[\w-]+$/.test(part)) text += text === "" ? part : `.${part}`;
    else text += `[${JSON.stringify(part)}]`;
  }
  return text;
}
