import type { Json } from "../../../dsl/nodes/ref-node.ts";

/** The kind of a JSON value, as authors call it. */
export type ValueKind = "number" | "text" | "truth value" | "list" | "object" | "null";

/** What is known of a value before the run; undefined where nothing is. */
export interface Shape {
  /** Those that it may be, and no others. */
  readonly kinds: ReadonlySet<ValueKind>;
  /** Of the items, when it is a list. */
  readonly items?: Shape | undefined;
  /** When it is an object: all keys that it can have. */
  readonly keys?: ReadonlyMap<string, Shape | undefined> | undefined;
}

export const shapeOfKinds = (...kinds: readonly ValueKind[]): Shape => ({ kinds: new Set(kinds) });

/** A value that is one or the other. */
export function eitherShape(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  if (a === undefined || b === undefined) return undefined;
  return {
    kinds: new Set([...a.kinds, ...b.kinds]),
    items: a.kinds.has("list") && b.kinds.has("list") ? eitherShape(a.items, b.items) : (a.items ?? b.items),
    keys: a.kinds.has("object") && b.kinds.has("object") ? undefined : (a.keys ?? b.keys),
  };
}

export const orNull = (shape: Shape | undefined): Shape | undefined => eitherShape(shape, shapeOfKinds("null"));

export function withoutNull(shape: Shape | undefined): Shape | undefined {
  return shape && { ...shape, kinds: new Set([...shape.kinds].filter((kind) => kind !== "null")) };
}

/** The shape of a value that is there. */
export function shapeOfValue(value: Json): Shape {
  if (value === null) return shapeOfKinds("null");
  if (typeof value === "string") return shapeOfKinds("text");
  if (typeof value === "number") return shapeOfKinds("number");
  if (typeof value === "boolean") return shapeOfKinds("truth value");
  if (!Array.isArray(value))
    return { kinds: new Set(["object"]), keys: new Map(Object.entries(value).map(([key, item]) => [key, shapeOfValue(item)])) };
  const items = (value as readonly Json[]).map(shapeOfValue);
  return {
    kinds: new Set(["list"]),
    items: items.length === 0 ? undefined : items.reduce<Shape | undefined>(eitherShape, items[0]),
  };
}

/** `number or null` */
export const kindsText = ({ kinds }: Shape): string => [...kinds].join(" or ");
