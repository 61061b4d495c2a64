import type { Sequence } from "../../compiler/argo/model.generated.ts";
import { quote } from "../../compiler/expression/go/quote.ts";
import { goJson } from "../go-json.ts";
import type { Work } from "./caller.ts";
import { ControlError } from "./control-error.ts";
import type { Tags } from "./substitute.ts";

/** One turn of a loop. */
export interface LoopItem {
  /** `(0:text)`, which comes behind the name of the step. */
  readonly suffix: string;
  /** `item`, and `item.key` of a map. */
  readonly tags: Tags;
}

export const isLoop = ({ withItems, withParam, withSequence }: Work): boolean =>
  (withItems !== undefined && withItems.length > 0) ||
  (withParam !== undefined && withParam !== "") ||
  withSequence !== undefined;

/**
 * The turns of a step whose tags are replaced.
 * @throws ControlError when withParam is no JSON list, or withSequence no numbers
 */
export function expandItems(work: Work): readonly LoopItem[] {
  const { withItems, withParam, withSequence } = work;
  if (withItems !== undefined && withItems.length > 0) return withItems.map((item, index) => loopItem(item, index));
  if (withParam !== undefined && withParam !== "") return paramItems(withParam).map(loopItem);
  return withSequence === undefined ? [] : sequenceItems(withSequence).map(loopItem);
}

/** A number as it was written: 1.0 stays 1.0, and digits beyond 2^53 stay too. */
class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function loopItem(item: unknown, index: number): LoopItem {
  const text = itemText(item);
  const tags = new Map([["item", text]]);
  const isMap = typeof item === "object" && item !== null && !Array.isArray(item) && !(item instanceof WrittenNumber);
  if (isMap) for (const [key, value] of Object.entries(item)) tags.set(`item.${key}`, itemText(value));
  const label = isMap ? mapLabel(item) : Array.isArray(item) ? goList(item) : quote(text).slice(1, -1);
  return { suffix: `(${index}:${label.replace(/[()]/g, "")})`, tags };
}

const itemText = (item: unknown): string => (typeof item === "string" ? item : itemJson(item));

/** JSON as Go writes it, with numbers as they were written. */
function itemJson(item: unknown): string {
  if (item instanceof WrittenNumber) return item.text;
  if (Array.isArray(item)) return `[${item.map(itemJson).join(",")}]`;
  if (typeof item !== "object" || item === null) return goJson(item);
  return `{${sortedEntries(item)
    .map(([key, value]) => `${goJson(key)}:${itemJson(value)}`)
    .join(",")}}`;
}

const sortedEntries = (item: object): readonly (readonly [string, unknown])[] =>
  Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1));

const mapLabel = (item: object): string =>
  sortedEntries(item)
    .map(([key, value]) => `${key}:${itemText(value)}`)
    .join(",");

/** A value as Go prints it. */
function goText(value: unknown): string {
  if (Array.isArray(value)) return goList(value);
  if (value === null || value === undefined) return "<nil>";
  if (typeof value !== "object" || value instanceof WrittenNumber) return itemText(value);
  return `map[${sortedEntries(value)
    .map(([key, member]) => `${key}:${goText(member)}`)
    .join(" ")}]`;
}

const goList = (list: readonly unknown[]): string => `[${list.map(goText).join(" ")}]`;

function paramItems(text: string): readonly unknown[] {
  const problem = (why: string) => new ControlError(`withParam value could not be parsed as a JSON list: ${text.trim()}: ${why}`);
  let items: unknown;
  try {
    items = JSON.parse(text, ((_key: string, value: unknown, context?: { readonly source?: string }) =>
      typeof value === "number" && context?.source !== undefined ? new WrittenNumber(context.source) : value) as (
      key: string,
      value: unknown,
    ) => unknown);
  } catch {
    throw problem(jsonProblem(text));
  }
  if (Array.isArray(items)) return items;
  const kind = items instanceof WrittenNumber ? "number" : typeof items === "boolean" ? "bool" : typeof items;
  if (items === null) return [];
  throw problem(`json: cannot unmarshal ${kind} into Go value of type []v1alpha1.Item`);
}

/** What Go says of a text that is no JSON, for the two commonest reasons. */
function jsonProblem(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "unexpected end of JSON input";
  const first = trimmed[0] ?? "";
  if (!'[{"-0123456789tfn'.includes(first)) return `invalid character ${quoteCharacter(first)} looking for beginning of value`;
  return "unexpected end of JSON input";
}

const quoteCharacter = (character: string): string => (character === "'" ? `'\\''` : `'${character}'`);

function sequenceItems({ count, start, end, format }: Sequence): readonly string[] {
  const first = wholeNumber(start ?? 0);
  if (count !== undefined) {
    const length = wholeNumber(count);
    if (length <= 0) return [];
    return Array.from({ length }, (_, index) => formatNumber(format, first + index));
  }
  const last = wholeNumber(end ?? 0);
  const step = last >= first ? 1 : -1;
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => formatNumber(format, first + index * step));
}

function wholeNumber(value: string | number): number {
  const text = String(value);
  if (!/^[+-]?\d+$/.test(text)) throw new ControlError(`strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
  return Number(text);
}

/** The verbs of Go's `fmt` that make sense for a number: `%d`, `%05d`, `%x`, `%X`, `%o`, `%b`. */
function formatNumber(format: string | undefined, value: number): string {
  if (format === undefined || format === "") return String(value);
  return format.replace(/%(0?)(\d*)([dxXob%])/g, (_whole, zero: string, width: string, verb: string) => {
    if (verb === "%") return "%";
    const text = value.toString({ d: 10, x: 16, X: 16, o: 8, b: 2 }[verb]!);
    return (verb === "X" ? text.toUpperCase() : text).padStart(Number(width), zero === "0" ? "0" : " ");
  });
}
