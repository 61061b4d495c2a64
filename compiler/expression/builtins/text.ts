import { panic } from "../go/go-panic.ts";
import { ANY_LIST, BOOL, funcType, INT, STRING, STRING_LIST } from "../go/go-type.ts";
import {
  cut,
  indexOfBytes,
  lastIndexOfBytes,
  lower,
  replaceText,
  split,
  trimCharacters,
  trimSpace,
  upper,
} from "../go/strings.ts";
import { byteLength } from "../go/utf8.ts";
import { strings } from "../make-value.ts";
import { asText, toInt } from "../runtime/numbers.ts";
import { typeName } from "../type-of.ts";
import { isList, type Value } from "../value.ts";
import { type Builtin, overloads } from "./builtin.ts";

const TEXT = funcType([STRING], STRING);
const TWO_TEXTS = funcType([STRING, STRING], STRING);

/** The longest text that may be made by repeating. */
const MAX_REPEAT = 1_000_000n;

export const TEXT_BUILTINS: readonly Builtin[] = [
  overloads("trim", [TEXT, TWO_TEXTS], (text, set) =>
    set === undefined ? trimSpace(asText(text)) : trimCharacters(asText(text), asText(set)),
  ),
  overloads("trimPrefix", [TWO_TEXTS, TEXT], (text, prefix = " ") => cut(asText(text), asText(prefix), "start")),
  overloads("trimSuffix", [TWO_TEXTS, TEXT], (text, suffix = " ") => cut(asText(text), asText(suffix), "end")),
  overloads("upper", [TEXT], (text) => upper(asText(text))),
  overloads("lower", [TEXT], (text) => lower(asText(text))),
  overloads("split", splitTypes(), (text, separator, limit) => splitInto(text, separator, limit, false)),
  overloads("splitAfter", splitTypes(), (text, separator, limit) => splitInto(text, separator, limit, true)),
  overloads(
    "replace",
    [funcType([STRING, STRING, STRING, INT], STRING), funcType([STRING, STRING, STRING], STRING)],
    (text, from, to, limit) =>
      replaceText(asText(text), asText(from), asText(to), limit === undefined ? -1 : Number(toInt(limit))),
  ),
  overloads("repeat", [funcType([STRING, INT], STRING)], repeat),
  overloads(
    "join",
    [
      funcType([STRING_LIST, STRING], STRING),
      funcType([ANY_LIST, STRING], STRING),
      funcType([ANY_LIST], STRING),
      funcType([STRING_LIST, STRING], STRING),
      funcType([STRING_LIST], STRING),
    ],
    join,
  ),
  overloads("indexOf", [funcType([STRING, STRING], INT)], (text, part) => BigInt(indexOfBytes(asText(text), asText(part)))),
  overloads("lastIndexOf", [funcType([STRING, STRING], INT)], (text, part) =>
    BigInt(lastIndexOfBytes(asText(text), asText(part))),
  ),
  overloads("hasPrefix", [funcType([STRING, STRING], BOOL)], (text, prefix) => asText(text).startsWith(asText(prefix))),
  overloads("hasSuffix", [funcType([STRING, STRING], BOOL)], (text, suffix) => asText(text).endsWith(asText(suffix))),
];

function splitTypes() {
  return [funcType([STRING, STRING], STRING_LIST), funcType([STRING, STRING, INT], STRING_LIST)];
}

function splitInto(text: Value | undefined, separator: Value | undefined, limit: Value | undefined, keep: boolean): Value {
  const most = limit === undefined ? -1 : Number(toInt(limit));
  const parts = strings(split(asText(text ?? null), asText(separator ?? null), most, keep));
  return most === 0 ? { ...parts, absent: true } : parts;
}

function repeat(text: Value = null, count: Value = null): Value {
  const part = asText(text);
  const times = toInt(count);
  if (times < 0n) return panic(`invalid argument for repeat (expected positive integer, got ${times})`);
  if (times > MAX_REPEAT || BigInt(byteLength(part)) * times >= MAX_REPEAT) return panic("memory budget exceeded");
  return part.repeat(Number(times));
}

function join(items: Value = null, glue: Value = ""): Value {
  const separator = asText(glue);
  if (!isList(items) || (items.type.name !== STRING_LIST.name && items.type.name !== ANY_LIST.name))
    return panic(`invalid argument for join (type ${items === null ? "%!s(<nil>)" : typeName(items)})`);
  return items.items.map(asText).join(separator);
}
