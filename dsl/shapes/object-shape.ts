import { isObject, keyPath, type Misfit, misfitsOf, type Shape } from "./shape.ts";

/** A key that may be left out. */
export interface OptionalShape {
  readonly optional: Shape;
}

export const optional = (shape: Shape): OptionalShape => Object.freeze({ optional: shape });

/** The shape of each key of `T`: the type checker wants all of them, and `optional(...)` where the type says `?`. */
export type Fields<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? OptionalShape : Shape };

/** An object that an author writes: keys that nobody reads are misfits too. */
export function object<T extends object>(words: string, fields: Fields<T>): Shape {
  const known = Object.keys(fields);
  const members = Object.entries<Shape | OptionalShape>(fields);
  return Object.freeze({
    words: [words],
    takes: (value: unknown) => isObject(value) && value.kind === undefined,
    inside: (value: unknown, path: string) => [
      ...Object.entries(value as object)
        .filter(([key, one]) => one !== undefined && !known.includes(key))
        .map(([key]): Misfit => ({ kind: "unknown-key", path: keyPath(path, key), known })),
      ...membersInside(value as Readonly<Record<string, unknown>>, members, path),
    ],
  });
}

/** What one of the DSL's own functions made, known by its kind. */
export function made<T extends { readonly kind: string }>(
  kind: T["kind"],
  words: string,
  fields: Fields<Omit<T, "kind">>,
): Shape {
  const members = Object.entries<Shape | OptionalShape>(fields);
  return Object.freeze({
    words: [words],
    takes: (value: unknown) => isObject(value) && value.kind === kind,
    inside: (value: unknown, path: string) => membersInside(value as Readonly<Record<string, unknown>>, members, path),
  });
}

/** What the DSL's own functions made, in one of several forms that are told apart by one key: `source` of a volume. */
export function madeOneOf<Key extends string, T extends { readonly kind: string } & Readonly<Record<Key, string>>>(
  kind: T["kind"],
  words: string,
  key: Key,
  forms: Forms<T, Key, "kind" | Key>,
): Shape {
  const shape = objectOneOf<Key, T>(words, key, forms as Forms<T, Key, Key>);
  return Object.freeze({ ...shape, takes: (value: unknown) => isObject(value) && value.kind === kind && shape.takes(value) });
}

/** The same without a kind. */
export function objectOneOf<Key extends string, T extends Readonly<Record<Key, string>>>(
  words: string,
  key: Key,
  forms: Forms<T, Key, Key>,
): Shape {
  const table = new Map(Object.entries<object>(forms).map(([form, fields]) => [form, Object.entries<Shape>({ ...fields })]));
  return Object.freeze({
    words: [words],
    takes: (value: unknown) => isObject(value) && typeof value[key] === "string" && table.has(value[key]),
    inside: (value: unknown, path: string) => {
      const given = value as Readonly<Record<string, unknown>>;
      return membersInside(given, table.get(String(given[key]))!, path);
    },
  });
}

/** By the value of the key the other fields of that form, without those that are told already. */
type Forms<T, Key extends string, Told extends string> = {
  readonly [Form in T[Key & keyof T] & string]: Fields<Omit<Extract<T, Readonly<Record<Key, Form>>>, Told>>;
};

const membersInside = (
  value: Readonly<Record<string, unknown>>,
  members: readonly (readonly [string, Shape | OptionalShape])[],
  path: string,
): readonly Misfit[] =>
  members.flatMap(([key, shape]) => {
    const one = value[key];
    if ("optional" in shape) return one === undefined ? [] : misfitsOf(one, shape.optional, keyPath(path, key));
    return misfitsOf(one, shape, keyPath(path, key));
  });
