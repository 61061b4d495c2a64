import { parseArgs } from "node:util";
import { didYouMean } from "../util/did-you-mean.ts";
import { UsageError } from "./usage-error.ts";

export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
}

export type Options<S extends Readonly<Record<string, OptionSpec>>> = {
  readonly [K in keyof S]?: S[K]["type"] extends "boolean" ? boolean : S[K]["multiple"] extends true ? readonly string[] : string;
};

/** What follows a verb on the command line. */
export interface ParsedArgs<S extends Readonly<Record<string, OptionSpec>>> {
  readonly file: string;
  readonly options: Options<S>;
}

/**
 * Reads one file and the options of a verb.
 * @throws UsageError for an unknown option, a missing value, no file or two
 */
export function parseVerbArgs<const S extends Readonly<Record<string, OptionSpec>>>(
  verb: string,
  args: readonly string[],
  options: S,
): ParsedArgs<S> {
  const parsed = parseVerbPaths(verb, args, options);
  return { file: oneFile(verb, parsed.paths), options: parsed.options };
}

/**
 * Reads the paths and options of a verb that takes several.
 * @throws UsageError for an unknown option, a missing value, no path
 */
export function parseVerbPaths<const S extends Readonly<Record<string, OptionSpec>>>(
  verb: string,
  args: readonly string[],
  options: S,
): { readonly paths: readonly string[]; readonly options: Options<S> } {
  const parsed = parseVerb(verb, args, options);
  if (parsed.paths.length === 0) throw new UsageError(`pipewright ${verb} wants a file, such as: pipewright ${verb} pipeline.ts`);
  return parsed;
}

/**
 * Reads what follows a verb that may do without a path.
 * @throws UsageError for an unknown option, a missing value
 */
export function parseVerb<const S extends Readonly<Record<string, OptionSpec>>>(
  verb: string,
  args: readonly string[],
  options: S,
): { readonly paths: readonly string[]; readonly options: Options<S> } {
  const { values, positionals } = parse(verb, args, options);
  return { paths: positionals, options: values as Options<S> };
}

/** The only one of the paths. @throws UsageError for a second one */
export function oneFile(verb: string, [file = "", second]: readonly string[]): string {
  if (second !== undefined) throw new UsageError(`pipewright ${verb} takes one file; "${second}" is one too many.`);
  return file;
}

function parse(verb: string, args: readonly string[], options: Readonly<Record<string, OptionSpec>>) {
  try {
    return parseArgs({ args: [...args], options: { ...options }, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const unknown = /'(--?[^' ]+)'/.exec(message)?.[1];
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" && unknown !== undefined) {
      const known = Object.keys(options);
      throw new UsageError(
        `pipewright ${verb} has no option ${unknown}.${didYouMean(unknown.replace(/^-+/, ""), known).replace('"', '"--')}`,
      );
    }
    throw new UsageError(`${message.split(". ")[0]}.`);
  }
}

/** A whole number that is at least `min`. */
export function wholeNumber(name: string, text: string | undefined, min: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min)
    throw new UsageError(`--${name} wants a whole number of at least ${min}, got "${text}".`);
  return value;
}

/** One of a few words. */
export function oneOf<const W extends string>(name: string, text: string | undefined, words: readonly W[]): W | undefined {
  if (text === undefined) return undefined;
  const found = words.find((word) => word === text);
  if (found === undefined)
    throw new UsageError(`--${name} wants one of ${words.join(", ")}, got "${text}".${didYouMean(text, words)}`);
  return found;
}
