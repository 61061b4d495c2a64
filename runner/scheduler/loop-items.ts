import type { DAGTask, Sequence } from "../../compiler/argo/model.generated.ts";
import type { Tags } from "./tags.ts";

/** One turn of a loop. */
export interface LoopItem {
  /** The item as part of a node's name. */
  readonly label: string;
  /** `item`, and `item.key` of a map. */
  readonly tags: Tags;
}

/**
 * The items of a looped task whose tags are replaced; undefined for a task that is no loop.
 * @throws Error when withParam is no JSON list, or withSequence no numbers
 */
export function loopItems(task: DAGTask): readonly LoopItem[] | undefined {
  if (task.withItems !== undefined && task.withItems.length > 0) return task.withItems.map(loopItem);
  if (task.withParam !== undefined) return paramItems(task.withParam).map(loopItem);
  return task.withSequence === undefined ? undefined : sequenceItems(task.withSequence).map(loopItem);
}

function loopItem(item: unknown): LoopItem {
  const text = itemText(item);
  const tags = new Map([["item", text]]);
  const isMap = typeof item === "object" && item !== null && !Array.isArray(item);
  if (isMap) for (const [key, value] of Object.entries(item)) tags.set(`item.${key}`, itemText(value));
  return { label: (isMap ? mapLabel(item) : text).replace(/[()]/g, ""), tags };
}

const itemText = (item: unknown): string => (typeof item === "string" ? item : JSON.stringify(item));

const mapLabel = (item: object): string =>
  Object.entries(item)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${key}:${itemText(value)}`)
    .join(",");

function paramItems(text: string): readonly unknown[] {
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch {
    items = undefined;
  }
  if (!Array.isArray(items)) throw new Error(`withParam value could not be parsed as a JSON list: ${text.slice(0, 200)}`);
  return items;
}

function sequenceItems({ count, start, end, format }: Sequence): readonly string[] {
  const first = wholeNumber("start", start ?? 0);
  const last = count === undefined ? wholeNumber("end", end ?? first) : first + wholeNumber("count", count) - 1;
  if (count !== undefined && last < first) return [];
  const step = last >= first ? 1 : -1;
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => formatNumber(format, first + index * step));
}

function wholeNumber(name: string, value: string | number): number {
  const number = Number(value);
  if (!Number.isInteger(number)) throw new Error(`withSequence.${name} is no whole number: ${value}`);
  return number;
}

/** The verbs of Go's `fmt` that make sense for a number: `%d`, `%05d`, `%x`, `%X`, `%o`, `%b`. */
function formatNumber(format: string | undefined, value: number): string {
  if (format === undefined) return String(value);
  return format.replace(/%(0?)(\d*)([dxXob%])/g, (_whole, zero: string, width: string, verb: string) => {
    if (verb === "%") return "%";
    const text = value.toString({ d: 10, x: 16, X: 16, o: 8, b: 2 }[verb]!);
    return (verb === "X" ? text.toUpperCase() : text).padStart(Number(width), zero === "0" ? "0" : " ");
  });
}
