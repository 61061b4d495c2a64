import { closingBracket, type Piece, piecesOf, splitOutside } from "./json-path-pieces.ts";

/** A template of kubectl's JSONPath, taken apart. */
export type PathPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "path"; readonly steps: readonly PathStep[] }
  | { readonly kind: "range"; readonly steps: readonly PathStep[]; readonly body: readonly PathPart[] };

export type PathStep =
  | { readonly kind: "root" | "wildcard" | "recursive" }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | {
      readonly kind: "slice";
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly step: number | undefined;
      /** `[2]`, and not `[2:]`. */
      readonly isIndex: boolean;
    }
  | { readonly kind: "union"; readonly paths: readonly (readonly PathStep[])[] }
  | { readonly kind: "filter"; readonly condition: Comparison };

export interface Comparison {
  readonly left: Operand;
  readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=" | "exists";
  readonly right: Operand | undefined;
}

export type Operand =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "path"; readonly steps: readonly PathStep[] };

/** @throws Error in words like kubectl's */
export function parseJsonPath(template: string): readonly PathPart[] {
  const pieces = piecesOf(template);
  const { parts, next } = partsFrom(pieces, 0, false);
  if (next < pieces.length) throw new Error("not in range, nothing to end");
  return parts;
}

function partsFrom(
  pieces: readonly Piece[],
  from: number,
  isInRange: boolean,
): { readonly parts: readonly PathPart[]; readonly next: number } {
  const parts: PathPart[] = [];
  let at = from;
  while (at < pieces.length) {
    const { isAction, text } = pieces[at]!;
    if (!isAction) parts.push({ kind: "text", text });
    else if (/^\s*end\s*$/.test(text)) {
      if (!isInRange) throw new Error("not in range, nothing to end");
      return { parts, next: at + 1 };
    } else if (/^\s*range\b/.test(text)) {
      const body = partsFrom(pieces, at + 1, true);
      parts.push({ kind: "range", steps: new PathReader(text.replace(/^\s*range/, "")).path(), body: body.parts });
      at = body.next;
      continue;
    } else parts.push({ kind: "path", steps: new PathReader(text).path() });
    at += 1;
  }
  return { parts, next: at };
}

class PathReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  path(): readonly PathStep[] {
    const steps: PathStep[] = [];
    while (this.#at < this.#text.length) steps.push(...this.#step());
    return steps;
  }

  #step(): readonly PathStep[] {
    const rest = this.#text.slice(this.#at);
    const literal = /^\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/.exec(rest);
    if (literal !== null) return this.#past(literal[0], [{ kind: "literal", value: unquoted(literal[1] ?? "") }]);
    if (/^[\s@]/.test(rest)) return this.#past(rest[0]!, []);
    if (rest.startsWith("$")) return this.#past("$", [{ kind: "root" }]);
    if (rest.startsWith("..")) {
      const after = rest[2] ?? "";
      return this.#past(after === "[" || after === "" ? ".." : ".", [{ kind: "recursive" }]);
    }
    if (rest.startsWith(".[")) return this.#past(".", []);
    if (/^\.?\*/.test(rest)) return this.#past(/^\.?\*/.exec(rest)![0], [{ kind: "wildcard" }]);
    if (rest.startsWith("[")) return this.#brackets(rest);
    const field = /^\.?((?:\\.|[^\s.[\]{}@$()'"*,\\])+)/.exec(rest);
    if (field !== null) return this.#past(field[0], [named(rest.startsWith("."), field[1] ?? "")]);
    if (rest === ".") return this.#past(".", [{ kind: "field", name: "" }]);
    throw new Error(
      `unrecognized character in action: U+${(rest.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")} '${rest[0]}'`,
    );
  }

  #past(text: string, steps: readonly PathStep[]): readonly PathStep[] {
    this.#at += text.length;
    return steps;
  }

  #brackets(rest: string): readonly PathStep[] {
    const end = closingBracket(rest);
    const inside = rest.slice(1, end).trim();
    this.#at += end + 1;
    const filter = /^\?\(([\s\S]*)\)$/.exec(inside);
    if (filter !== null) return [{ kind: "filter", condition: comparisonOf(filter[1] ?? "") }];
    const members = splitOutside(inside, ",");
    const steps = members.map(bracketStep);
    return steps.length === 1 ? steps : [{ kind: "union", paths: steps.map((step) => [step]) }];
  }
}

function named(isField: boolean, text: string): PathStep {
  const name = text.replaceAll(/\\(.)/g, "$1");
  if (isField) return { kind: "field", name };
  if (/^-?\d+(\.\d+)?$/.test(text)) return { kind: "literal", value: Number(text) };
  if (text === "true" || text === "false") return { kind: "literal", value: text === "true" };
  throw new Error(`unrecognized identifier ${text}`);
}

function bracketStep(text: string): PathStep {
  const inside = text.trim();
  if (inside === "*") return { kind: "wildcard" };
  const quoted = /^(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")$/.exec(inside);
  if (quoted !== null) return { kind: "field", name: (quoted[1] ?? quoted[2] ?? "").replaceAll(/\\(.)/g, "$1") };
  const slice = /^(-?\d+)?(:(-?\d+)?)?(:(-?\d+)?)?$/.exec(inside);
  if (slice === null || inside === "") throw new Error(`invalid array index ${inside}`);
  const number = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));
  return { kind: "slice", from: number(slice[1]), to: number(slice[3]), step: number(slice[5]), isIndex: slice[2] === undefined };
}

function comparisonOf(text: string): Comparison {
  const found = /^((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^"'=!<>])+?)\s*(==|!=|<=|>=|<|>)\s*([\s\S]+)$/.exec(text);
  if (found === null && /[=!<>]\s*$/.test(text)) throw new Error(`unrecognized character in action: ${text.trim().slice(-1)}`);
  if (found === null) return { left: operandOf(text), operator: "exists", right: undefined };
  return { left: operandOf(found[1] ?? ""), operator: found[2] as Comparison["operator"], right: operandOf(found[3] ?? "") };
}

function operandOf(text: string): Operand {
  const inside = text.trim();
  if (/^(".*"|'.*')$/s.test(inside)) return { kind: "literal", value: unquoted(inside) };
  if (/^-?\d+(\.\d+)?$/.test(inside)) return { kind: "literal", value: Number(inside) };
  if (inside === "true" || inside === "false") return { kind: "literal", value: inside === "true" };
  return { kind: "path", steps: new PathReader(inside).path() };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

const unquoted = (text: string): string =>
  text.slice(1, -1).replaceAll(/\\(.)/g, (_, character: string) => escapes[character] ?? character);
