import { panic } from "./go-panic.ts";

/** `\d` and its kin, which are ASCII in Go. */
export const PERL_CLASSES: Readonly<Record<string, string>> = { d: "0-9", s: "\\t\\n\\f\\r ", w: "0-9A-Za-z_" };

export const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7f",
  blank: "\\t ",
  cntrl: "\\x00-\\x1f\\x7f",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/** A character so that it means itself, in a class and outside. */
export function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? (character === "-" ? "\\x2d" : `\\${character}`) : character;
}

/** `\pL`, `\p{Greek}`, `\P{^Nd}`. @returns for JavaScript, or undefined when there is no such class */
export function unicodeClass(name: string, negated: boolean): string | undefined {
  const bare = name.replace(/^\^/, "");
  const letter = negated !== name.startsWith("^") ? "P" : "p";
  if (bare === "Any") return letter === "p" ? "[^]" : "[]";
  for (const property of [bare, `Script=${bare}`]) {
    if (property === bare && !/^[LMNPSZC][a-z&]?$/.test(bare)) continue;
    const source = `\\${letter}{${property}}`;
    try {
      new RegExp(source, "u");
      return source;
    } catch {
      // It may be the name of a script.
    }
  }
  return undefined;
}

export function regexpError(reason: string, text: string): never {
  return panic(`error parsing regexp: ${reason}: \`${text}\``);
}
