import { sortedEntries } from "./go/format-value.ts";
import { GoPanic, panic } from "./go/go-panic.ts";
import { decodeJson } from "./go/json-decode.ts";
import { list } from "./make-value.ts";
import { typeOf } from "./type-of.ts";
import { isList, isMap, type Value } from "./value.ts";

/** One step of a path, applied to a value with the steps behind it. @throws GoPanic when it leads nowhere */
type Step = (value: Value, rest: readonly Step[]) => Value;

/**
 * The part of a JSON text that a path names: `$.a.b`, `$['a']`, `$.list[0]`, `$.list[-1]`, `$.list[1:3]`, `$.list[*].name`, `$..name`,
 * `$['a','b']`, `$.list.length`. Filters and scripts, `[?(…)]` and `[(…)]`, are refused.
 *
 * @throws GoPanic when the text is no JSON, or the place is not there: `key: invalid token key 'a' not found`
 * @example queryJsonPath('{"a": [1, 2]}', "$.a[1]") // => 2
 */
export function queryJsonPath(json: string, path: string): Value {
  const value = decodeJson(json);
  return follow(value, readPath(path));
}

function follow(value: Value, steps: readonly Step[]): Value {
  const [step, ...rest] = steps;
  return step === undefined ? value : step(value, rest);
}

const STEP = /\.\.(?=[[.*\w])|\.?\[((?:'[^']*'|"[^"]*"|[^\]])*)\]|\.?([^.[\]]+)|(.)/gsy;

function readPath(path: string): readonly Step[] {
  if (!path.startsWith("$"))
    return panic(path === "" ? "unexpected token '' at index 0" : `unexpected token '${path[0]}' at index 0`);
  return [...path.slice(1).matchAll(STEP)].map(([whole, subscript, name, wrong]) => {
    if (whole === "..") return everywhere;
    if (subscript !== undefined) return readSubscript(subscript.trim(), whole);
    if (name === undefined || wrong !== undefined) return invalid(whole);
    if (name.trim() === "*") return eachItem;
    return name.trim() === "length" ? length : key(name.trim());
  });
}

function invalid(token: string): never {
  return panic(`invalid token. '${token}' does not match any token format`);
}

function readSubscript(text: string, whole: string): Step {
  if (text === "*") return eachItem;
  if (/^(?:\?|\()/.test(text)) return panic(`filters and scripts are not done here: ${whole}`);
  const parts = [...text.matchAll(/\s*(?:'([^']*)'|"([^"]*)"|(-?\d+))\s*(,|$)/gy)];
  if (parts.map(([part]) => part).join("") === text && text !== "" && parts.length > 0) {
    const steps = parts.map(([, single, double, number]) =>
      number === undefined ? key(single ?? double ?? "") : index(BigInt(number)),
    );
    return steps.length === 1 ? (steps[0] as Step) : union(steps);
  }
  const range = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?\s*)?$/.exec(text);
  if (range === null) return invalid(whole);
  const [, from, to, step] = range.map((bound) => (bound === undefined ? undefined : Number(bound)));
  return slice(from, to, step ?? 1);
}

function key(name: string): Step {
  return (value, rest) => {
    if (!isMap(value)) return wrongTarget("key", "[map]", value);
    const found = value.entries.get(name);
    return found === undefined ? panic(`key: invalid token key '${name}' not found`) : follow(found, rest);
  };
}

function index(at: bigint): Step {
  return (value, rest) => {
    if (!isList(value)) return wrongTarget("index", "[array slice]", value);
    const found = value.items.at(Number(at));
    return found === undefined ? panic("index: invalid token out of range") : follow(found, rest);
  };
}

const length: Step = (value, rest) => {
  if (isMap(value) && value.entries.has("length")) return follow(value.entries.get("length") ?? null, rest);
  if (isMap(value)) return follow(BigInt(value.entries.size), rest);
  return isList(value) ? follow(BigInt(value.items.length), rest) : wrongTarget("length", "[array map slice]", value);
};

const eachItem: Step = (value, rest) => {
  const items = isList(value) || isMap(value) ? itemsOf(value) : wrongTarget("wildcard", "[array map slice]", value);
  return list(followEach(items, rest));
};

/** The value and all that is in it, however deep. */
const everywhere: Step = (value, rest) => {
  const found = followEach(within(value), rest);
  return list(rest.length === 0 ? found : found.flatMap((item) => (isList(item) ? item.items : [item])));
};

function within(value: Value): readonly Value[] {
  return value === null ? [] : [value, ...itemsOf(value).flatMap(within)];
}

function itemsOf(value: Value): readonly Value[] {
  if (isList(value)) return value.items;
  return isMap(value) ? sortedEntries(value).map(([, item]) => item) : [];
}

/** Where a path does not go on, it is left out. */
function followEach(items: readonly Value[], rest: readonly Step[]): Value[] {
  if (rest.length === 0) return [...items];
  return items.flatMap((item) => {
    try {
      const found = follow(item, rest);
      return found === null ? [] : [found];
    } catch (error) {
      if (error instanceof GoPanic) return [];
      throw error;
    }
  });
}

function union(steps: readonly Step[]): Step {
  return (value, rest) =>
    list(
      followEach(
        steps.map((step) => step(value, [])),
        rest,
      ),
    );
}

function slice(from: number | undefined, to: number | undefined, step: number): Step {
  return (value, rest) => {
    if (!isList(value)) return wrongTarget("range", "[array slice]", value);
    if (step === 0) return panic("range: invalid token out of range");
    const items =
      step > 0
        ? value.items.slice(from, to)
        : value.items.slice(to === undefined ? undefined : to + 1, from === undefined ? undefined : from + 1).toReversed();
    const kept = items.filter((_, i) => i % Math.abs(step) === 0);
    return list(followEach(kept, rest));
  };
}

function wrongTarget(step: string, wanted: string, value: Value): never {
  return panic(`${step}: invalid token target. expected ${wanted} got [${value === null ? "nil" : typeOf(value).kind}]`);
}
