import type { z } from "zod";
import type { Contract, Inputs, Outputs, Params } from "../component.ts";
import type { DslTypeError } from "../type-error.ts";
import { markText } from "./marked-text.ts";
import { outputPath } from "./output-places.ts";

/**
 * A parameter inside the text of a foreign step. Each form is text for a template literal; the value takes its place when the step
 * runs.
 */
export interface ParamText<T> {
  /** JSON text of the value, exact; a text comes in its quotes. */
  readonly json: string;
  /** Base64 of the text (of its JSON, when the value is no text): exact, and safe anywhere. */
  readonly base64: string;
  /** The path of a file with the JSON text, for what is long. */
  readonly file: string;
  /** The value as it is: for numbers, truth values and choices among harmless words. */
  readonly text: [T] extends [number | boolean]
    ? string
    : string extends T
      ? DslTypeError<"text may hold anything: pass .base64, .json or .file, or .word when it is one harmless word">
      : [T] extends [string]
        ? string
        : DslTypeError<"lists, objects and null have no plain text: pass .json, .base64 or .file">;
  /**
   * The text as it is, when it is one harmless word: letters, digits and `_ . / : @ + , = % ~ -`, with no `-` at its beginning.
   * With anything else in it the step ends in an error before its program starts.
   */
  readonly word: [T] extends [string] ? string : DslTypeError<"only text is a word: pass .text or .json">;
}

/** What a step's builders are given. */
export interface StepParts<P extends Params, I extends Inputs, O extends Outputs> {
  readonly params: { readonly [K in keyof P]: ParamText<z.output<P[K]>> };
  /** Where each input lies. */
  readonly inputs: { readonly [K in keyof I]: { readonly path: string } };
  /** Where to write each output that is read from a file. */
  readonly outputs: { readonly [K in keyof O]: { readonly path: string } };
}

/** Something plain, or made from the parts of the step. */
export type Built<T, P extends Params, I extends Inputs, O extends Outputs> = T | ((step: StepParts<P, I, O>) => T);

/** Where inputs lie in every step. */
export const inputPath = (input: string): string => `/pipewright/in/${input}`;

/** The parts of a step that has this contract. */
export function stepParts<P extends Params, I extends Inputs, O extends Outputs>(
  { params, inputs, outputs }: Contract<P, I, O>,
  placed: Readonly<Record<string, unknown>> = {},
): StepParts<P, I, O> {
  const named = <T>(names: object | undefined, part: (name: string) => T): Readonly<Record<string, T>> =>
    Object.freeze(Object.fromEntries(Object.keys(names ?? {}).map((name) => [name, part(name)])));
  return Object.freeze({
    params: named(params, paramText),
    inputs: named(inputs, (name) => Object.freeze({ path: inputPath(name) })),
    outputs: named(outputs, (name) => Object.freeze({ path: outputPath(name, placed[name]) })),
  }) as unknown as StepParts<P, I, O>;
}

function paramText(param: string): Readonly<Record<string, string>> {
  const form = (name: "json" | "base64" | "file" | "text" | "word") => markText({ param, form: name });
  return Object.freeze({
    json: form("json"),
    base64: form("base64"),
    file: form("file"),
    text: form("text"),
    word: form("word"),
  });
}

/** What a builder makes of the parts. */
export const build = <T, P extends Params, I extends Inputs, O extends Outputs>(
  given: Built<T, P, I, O>,
  parts: StepParts<P, I, O>,
): T => (typeof given === "function" ? (given as (step: StepParts<P, I, O>) => T)(parts) : given);
