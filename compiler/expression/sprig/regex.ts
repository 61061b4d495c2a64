import { GoPanic, panic } from "../go/go-panic.ts";
import { BOOL, INT, STRING, STRING_LIST } from "../go/go-type.ts";
import { quote } from "../go/quote.ts";
import { compileRegexp } from "../go/regexp.ts";
import { strings } from "../make-value.ts";
import { asInt, asText } from "../runtime/numbers.ts";
import type { Value } from "../value.ts";
import { type SprigFunction, sprig } from "./sprig-function.ts";

type Compile = (pattern: string) => RegExp;

/** Under its own name and with `must` before it; a wrong pattern is an error in both, in other words. */
function also(name: string, make: (name: string, compile: Compile) => SprigFunction): readonly SprigFunction[] {
  return [make(name, compileOrPanic), make(`must${name[0]?.toUpperCase()}${name.slice(1)}`, compileRegexp)];
}

function compileOrPanic(pattern: string): RegExp {
  try {
    return compileRegexp(pattern);
  } catch (error) {
    if (!(error instanceof GoPanic)) throw error;
    const shown = /[`\x00-\x08\x0a-\x1f\x7f\ufeff]/.test(pattern) ? quote(pattern) : `\`${pattern}\``;
    return panic(`regexp: Compile(${shown}): ${error.message}`);
  }
}

export const REGEX: readonly SprigFunction[] = [
  sprig("regexMatch", [STRING, STRING], BOOL, (pattern = null, text = null) => matchesOrNot(asText(pattern), asText(text))),
  sprig("mustRegexMatch", [STRING, STRING], BOOL, (pattern = null, text = null) =>
    compileRegexp(asText(pattern)).test(asText(text)),
  ),
  ...also("regexFind", (name, compile) =>
    sprig(
      name,
      [STRING, STRING],
      STRING,
      (pattern = null, text = null) => compile(asText(pattern)).exec(asText(text))?.[0] ?? "",
    ),
  ),
  ...also("regexFindAll", (name, compile) =>
    sprig(name, [STRING, STRING, INT], STRING_LIST, (pattern = null, text = null, limit = -1n) =>
      findAll(compile(asText(pattern)), asText(text), Number(asInt(limit))),
    ),
  ),
  ...also("regexReplaceAll", (name, compile) =>
    sprig(name, [STRING, STRING, STRING], STRING, (pattern = null, text = null, replacement = null) =>
      replaceAll(compile(asText(pattern)), asText(text), (match) => expand(asText(replacement), match)),
    ),
  ),
  ...also("regexReplaceAllLiteral", (name, compile) =>
    sprig(name, [STRING, STRING, STRING], STRING, (pattern = null, text = null, replacement = null) =>
      replaceAll(compile(asText(pattern)), asText(text), () => asText(replacement)),
    ),
  ),
  ...also("regexSplit", (name, compile) =>
    sprig(name, [STRING, STRING, INT], STRING_LIST, (pattern = null, text = null, limit = -1n) =>
      // An empty text is one part, but not to an empty pattern.
      pattern !== "" && text === "" && limit !== 0n
        ? strings([""])
        : split(compile(asText(pattern)), asText(text), Number(asInt(limit))),
    ),
  ),
  sprig("regexQuoteMeta", [STRING], STRING, (text = null) => asText(text).replace(/[\\.+*?()|[\]{}^$]/g, "\\$&")),
];

function matchesOrNot(pattern: string, text: string): boolean {
  try {
    return compileRegexp(pattern).test(text);
  } catch (error) {
    if (error instanceof GoPanic) return false;
    throw error;
  }
}

/** Matches from left to right; an empty one directly behind another match does not count. */
function matches({ source, flags }: RegExp, text: string): readonly RegExpExecArray[] {
  let end = -1;
  return [...text.matchAll(new RegExp(source, `${flags}g`))].filter((match) => {
    const counts = match[0] !== "" || match.index !== end;
    end = match.index + match[0].length;
    return counts;
  });
}

function findAll(pattern: RegExp, text: string, limit: number): Value {
  const found = matches(pattern, text).map((match) => match[0]);
  const kept = limit < 0 ? found : found.slice(0, limit);
  return kept.length === 0 ? { ...strings([]), absent: true } : strings(kept);
}

function replaceAll(pattern: RegExp, text: string, replacement: (match: RegExpExecArray) => string): string {
  let out = "";
  let at = 0;
  for (const match of matches(pattern, text)) {
    out += text.slice(at, match.index) + replacement(match);
    at = match.index + match[0].length;
  }
  return out + text.slice(at);
}

/** `$1`, `${1}`, `$name`, `$$`. A name goes on as long as it can: `$1x` is the group `1x`. */
function expand(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu, (_, dollar, braced, plain) => {
    if (dollar !== undefined) return "$";
    const name: string = braced ?? plain;
    return (/^(?:0|[1-9]\d*)$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? "";
  });
}

function split(pattern: RegExp, text: string, limit: number): Value {
  if (limit === 0) return { ...strings([]), absent: true };
  const parts: string[] = [];
  let from = 0;
  let end = 0;
  for (const match of matches(pattern, text)) {
    if (limit > 0 && parts.length === limit - 1) break;
    end = match.index;
    if (match.index + match[0].length !== 0) parts.push(text.slice(from, end));
    from = match.index + match[0].length;
  }
  if (end !== text.length) parts.push(text.slice(from));
  return strings(parts);
}
