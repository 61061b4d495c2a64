import type { Json } from "../nodes/ref-node.ts";

/** A copy of a JSON value that nobody changes; what is no JSON (a function, `undefined`) is left for the check to find. */
export function freezeJson(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return Object.freeze(value.map(freezeJson));
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, freezeJson(item)])));
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
