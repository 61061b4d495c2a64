import { blockLines, scalarText } from "./scalar-text.ts";
import { isList, type YamlValue } from "./yaml-value.ts";

/** A value in one line, `{name: a, value: "1"}`; nothing when it has more columns than `width`, or text of several lines. */
export function flowText(value: YamlValue, width: number): string | undefined {
  if (typeof value === "string") {
    if (width !== Number.POSITIVE_INFINITY && blockLines(value) !== undefined) return undefined;
    return fitting(scalarText(value), width);
  }
  if (typeof value !== "object" || value === null) return String(value);
  return isList(value) ? flowList(value, width) : flowMap(value, width);
}

function flowList(list: readonly YamlValue[], width: number): string | undefined {
  let text = "[";
  for (const item of list) {
    const one = flowText(item, width - text.length);
    if (one === undefined) return undefined;
    text += text === "[" ? one : `, ${one}`;
  }
  return fitting(`${text}]`, width);
}

function flowMap(
  map: Exclude<YamlValue, readonly YamlValue[] | string | number | boolean | null | undefined>,
  width: number,
): string | undefined {
  let text = "{";
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue;
    const start = `${text === "{" ? "{" : `${text}, `}${scalarText(key)}: `;
    const one = flowText(value, width - start.length);
    if (one === undefined) return undefined;
    text = start + one;
  }
  return fitting(`${text}}`, width);
}

const fitting = (text: string, width: number): string | undefined => (text.length <= width ? text : undefined);
