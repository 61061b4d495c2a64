/**
 * The text of what lies at a path of an object: names and places in lists, joined by dots, as gjson reads them.
 *
 * @returns undefined when there is nothing; a list or map is its JSON
 * @example lookUp({ status: { conditions: [{ type: "Ready" }] } }, "status.conditions.0.type") // => "Ready"
 */
export function lookUp(object: unknown, path: string): string | undefined {
  let found: unknown = object;
  for (const part of path.split(".")) {
    if (Array.isArray(found)) found = /^\d+$/.test(part) ? found[Number(part)] : undefined;
    else if (typeof found === "object" && found !== null && Object.hasOwn(found, part))
      found = (found as Readonly<Record<string, unknown>>)[part];
    else return undefined;
    if (found === undefined) return undefined;
  }
  if (found === null) return "";
  return typeof found === "string" ? found : JSON.stringify(found);
}
