import { isArtifactRef, isRef } from "../ref.ts";

/** Something in a value that is other than it should be. */
export type Misfit =
  /** A value of another kind than is read there. */
  | { readonly kind: "wrong-type"; readonly path: string; readonly expected: string; readonly found: string }
  /** A key that nobody reads. */
  | { readonly kind: "unknown-key"; readonly path: string; readonly known: readonly string[] };

/** What a value has to be like. Types say the same; programs that were never type-checked have only this. */
export interface Shape {
  /** What it is, to follow "wants": `a list of texts`; several where it may be one of several things. */
  readonly words: readonly string[];
  /** Whether a value is of this kind at all, whatever is inside of it. */
  readonly takes: (value: unknown) => boolean;
  /** What is wrong inside of a value that it takes. */
  readonly inside: (value: unknown, path: string) => readonly Misfit[];
}

/** What does not fit of a value that stands at `path`. */
export const misfitsOf = (value: unknown, shape: Shape, path: string): readonly Misfit[] =>
  shape.takes(value)
    ? shape.inside(value, path)
    : [{ kind: "wrong-type", path, expected: joined(shape.words), found: foundWords(value) }];

const nothing = (): readonly Misfit[] => [];
/** What has nothing inside that could be wrong. */
export const plain = (words: string, takes: Shape["takes"]): Shape => Object.freeze({ words: [words], takes, inside: nothing });

export const text: Shape = plain("text", (value) => typeof value === "string");
export const number: Shape = plain("a number", (value) => typeof value === "number");
export const truth: Shape = plain("true or false", (value) => typeof value === "boolean");
/** What other rules judge, or nobody has to. */
export const anything: Shape = plain("anything", () => true);

/** One of a few constants. */
export const choice = <const T extends string | false>(...values: readonly T[]): Shape =>
  Object.freeze({
    words: values.map((value) => JSON.stringify(value)),
    takes: (value: unknown) => values.some((one) => one === value),
    inside: nothing,
  });

/** A list, each item of one shape. */
export const list = (item: Shape, words: string): Shape =>
  Object.freeze({
    words: [words],
    takes: (value: unknown) => Array.isArray(value),
    inside: (value: unknown, path: string) =>
      (value as readonly unknown[]).flatMap((one, index) => misfitsOf(one, item, `${path}[${index}]`)),
  });

/** An object with keys of the author's, each value of one shape. */
export const record = (item: Shape, words: string): Shape =>
  Object.freeze({
    words: [words],
    takes: isObject,
    inside: (value: unknown, path: string) =>
      Object.entries(value as object).flatMap(([key, one]) => misfitsOf(one, item, keyPath(path, key))),
  });

/** One of several shapes. Of those that could be meant, the one that fits best says what is wrong. */
export const oneOf = (...shapes: readonly Shape[]): Shape =>
  Object.freeze({
    words: [...new Set(shapes.flatMap(({ words }) => words))],
    takes: (value: unknown) => shapes.some((shape) => shape.takes(value)),
    inside: (value: unknown, path: string) => {
      const answers = shapes.filter((shape) => shape.takes(value)).map((shape) => shape.inside(value, path));
      return answers.reduce((best, one) => (one.length < best.length ? one : best));
    },
  });

/** A shape that is only known later: of what holds itself. */
export const lazy = (words: string, shape: () => Shape): Shape =>
  Object.freeze({
    words: [words],
    takes: (value: unknown) => shape().takes(value),
    inside: (value: unknown, path: string) => shape().inside(value, path),
  });

/** A list or a record of the author's, and no ref: those have any key. */
export const isObject = <T>(value: T): value is T & Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !isRef(value) && !isArtifactRef(value) && !Array.isArray(value);

/** `retry.limit`, `labels["a.b"]` */
export function keyPath(path: string, key: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

const longest = 40;

/** A value in a few words, as its author would know it again. */
export function foundWords(value: unknown): string {
  if (value === undefined) return "nothing";
  if (isRef(value) || isArtifactRef(value)) return "a ref, which has a value only when the pipeline runs";
  if (typeof value === "string") return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) {
    const { kind } = value as { readonly kind?: unknown };
    return typeof kind === "string" ? `an object of kind ${JSON.stringify(kind)}` : "an object";
  }
  return typeof value === "function" ? "a function" : String(value);
}
