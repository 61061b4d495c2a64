import { formatValue } from "../go/format-value.ts";
import { panic } from "../go/go-panic.ts";
import { ANY, ANY_LIST, BOOL, INT, STRING, STRING_LIST, TEXT_MAP } from "../go/go-type.ts";
import { quote } from "../go/quote.ts";
import { cut, lower, replaceText, split, trimCharacters, trimSpace, upper } from "../go/strings.ts";
import { fromBytes, toBytes } from "../go/utf8.ts";
import { strings, typedMap } from "../make-value.ts";
import { asInt, asText } from "../runtime/numbers.ts";
import type { Value } from "../value.ts";
import { abbreviate, cutBytes, truncate, withoutBlanks, wrap } from "./bytes.ts";
import { castText, castTexts } from "./cast.ts";
import { joinedWords } from "./split-words.ts";
import { type SprigFunction, sprig, variadicSprig } from "./sprig-function.ts";
import { initials, pascalCase, swapCase, title, untitle } from "./words.ts";

const changed = (name: string, change: (text: string) => string) =>
  sprig(name, [STRING], STRING, (text = null) => change(asText(text)));

/** The part comes before the text in sprig. */
const tested = (name: string, test: (text: string, part: string) => boolean) =>
  sprig(name, [STRING, STRING], BOOL, (part = null, text = null) => test(asText(text), asText(part)));

const trimmed = (name: string, trim: (text: string, part: string) => string) =>
  sprig(name, [STRING, STRING], STRING, (part = null, text = null) => trim(asText(text), asText(part)));

const number = (value: Value | undefined): number => Number(asInt(value ?? null));

export const TEXT: readonly SprigFunction[] = [
  sprig("hello", [], STRING, () => "Hello!"),
  changed("trim", trimSpace),
  changed("upper", upper),
  changed("lower", lower),
  changed("title", title),
  changed("untitle", untitle),
  changed("swapcase", swapCase),
  changed("snakecase", (text) => joinedWords(text, "_")),
  changed("kebabcase", (text) => joinedWords(text, "-")),
  changed("camelcase", pascalCase),
  changed("initials", (text) => initials(toBytes(text))),
  changed("nospace", (text) => withoutBlanks(toBytes(text))),
  trimmed("trimAll", trimCharacters),
  trimmed("trimall", trimCharacters),
  trimmed("trimPrefix", (text, part) => cut(text, part, "start")),
  trimmed("trimSuffix", (text, part) => cut(text, part, "end")),
  tested("contains", (text, part) => text.includes(part)),
  tested("hasPrefix", (text, part) => text.startsWith(part)),
  tested("hasSuffix", (text, part) => text.endsWith(part)),
  sprig("substr", [INT, INT, STRING], STRING, (from, to, text = null) => substring(number(from), number(to), asText(text))),
  sprig("trunc", [INT, STRING], STRING, (count, text = null) => fromBytes(truncate(toBytes(asText(text)), number(count)))),
  sprig("abbrev", [INT, STRING], STRING, (width, text = null) =>
    number(width) < 4 ? text : abbreviate(toBytes(asText(text)), 0, number(width)),
  ),
  sprig("abbrevboth", [INT, INT, STRING], STRING, (left, right, text = null) =>
    abbreviateBoth(number(left), number(right), asText(text)),
  ),
  sprig("repeat", [INT, STRING], STRING, (count, text = null) => repeat(number(count), asText(text))),
  sprig("replace", [STRING, STRING, STRING], STRING, (from = null, to = null, text = null) =>
    replaceText(asText(text), asText(from), asText(to)),
  ),
  sprig("indent", [INT, STRING], STRING, (spaces, text = null) => indent(number(spaces), asText(text))),
  sprig("nindent", [INT, STRING], STRING, (spaces, text = null) => `\n${indent(number(spaces), asText(text))}`),
  sprig("wrap", [INT, STRING], STRING, (width, text = null) => wrap(toBytes(asText(text)), number(width), "", false)),
  sprig("wrapWith", [INT, STRING, STRING], STRING, (width, newline = null, text = null) =>
    wrap(toBytes(asText(text)), number(width), asText(newline), true),
  ),
  sprig("plural", [STRING, STRING, INT], STRING, (one = null, many = null, count) => (number(count) === 1 ? one : many)),
  variadicSprig("quote", [ANY_LIST], STRING, (...values) =>
    given(values)
      .map((value) => quote(castText(value)))
      .join(" "),
  ),
  variadicSprig("squote", [ANY_LIST], STRING, (...values) =>
    given(values)
      .map((value) => `'${formatValue(value)}'`)
      .join(" "),
  ),
  variadicSprig("cat", [ANY_LIST], STRING, (...values) => given(values).map(formatValue).join(" ")),
  sprig("toString", [ANY], STRING, (value = null) => castText(value)),
  sprig("toStrings", [ANY], STRING_LIST, (value = null) => strings(castTexts(value))),
  sprig("join", [STRING, ANY], STRING, (separator = null, value = null) => castTexts(value).join(asText(separator))),
  sprig("split", [STRING, STRING], TEXT_MAP, (separator = null, text = null) => numbered(split(asText(text), asText(separator)))),
  sprig("splitn", [STRING, INT, STRING], TEXT_MAP, (separator = null, limit, text = null) =>
    numbered(split(asText(text), asText(separator), number(limit))),
  ),
  sprig("splitList", [STRING, STRING], STRING_LIST, (separator = null, text = null) =>
    strings(split(asText(text), asText(separator))),
  ),
];

function given(values: readonly Value[]): readonly Value[] {
  return values.filter((value) => value !== null);
}

function numbered(parts: readonly string[]): Value {
  return typedMap(
    TEXT_MAP,
    parts.map((part, i) => [`_${i}`, part] as const),
  );
}

function substring(from: number, to: number, text: string): string {
  const bytes = toBytes(text);
  if (from < 0) return fromBytes(cutBytes(bytes, 0, to));
  return fromBytes(to < 0 || to > bytes.length ? cutBytes(bytes, from) : cutBytes(bytes, from, to));
}

function abbreviateBoth(left: number, right: number, text: string): string {
  return right < 4 || (left > 0 && right < 7) ? text : abbreviate(toBytes(text), left, right);
}

function repeat(count: number, text: string): string {
  if (count < 0) return panic("strings: negative Repeat count");
  return text.length * count > 2 ** 29 ? panic("strings: Repeat output length overflow") : text.repeat(count);
}

function indent(spaces: number, text: string): string {
  const pad = repeat(spaces, " ");
  return pad + text.replaceAll("\n", `\n${pad}`);
}
