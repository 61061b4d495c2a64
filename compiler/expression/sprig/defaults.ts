import { panic } from "../go/go-panic.ts";
import { ANY, ANY_LIST, BOOL, STRING } from "../go/go-type.ts";
import { decodeJson } from "../go/json-decode.ts";
import { encodeJson, encodeJsonIndented, encodeRawJson } from "../go/json-encode.ts";
import { deepEqual } from "../runtime/equal.ts";
import { asText } from "../runtime/numbers.ts";
import { typeName, typeOf } from "../type-of.ts";
import type { Value } from "../value.ts";
import { isEmpty } from "./cast.ts";
import { orElse } from "./or-else.ts";
import { type SprigFunction, sprig, variadicSprig } from "./sprig-function.ts";

export const DEFAULTS: readonly SprigFunction[] = [
  variadicSprig("default", [ANY, ANY_LIST], ANY, (fallback = null, ...given) =>
    given[0] === undefined || isEmpty(given[0]) ? fallback : given[0],
  ),
  sprig("empty", [ANY], BOOL, (value = null) => isEmpty(value)),
  variadicSprig("coalesce", [ANY_LIST], ANY, (...values) => values.find((value) => !isEmpty(value)) ?? null),
  variadicSprig("all", [ANY_LIST], BOOL, (...values) => !values.some(isEmpty)),
  variadicSprig("any", [ANY_LIST], BOOL, (...values) => values.some((value) => !isEmpty(value))),
  sprig("ternary", [ANY, ANY, BOOL], ANY, (yes = null, no = null, condition = false) => (condition === true ? yes : no)),
  sprig("fail", [STRING], STRING, (message = null) => panic(asText(message))),
  sprig("deepCopy", [ANY], ANY, (value = null) => value),
  sprig("mustDeepCopy", [ANY], ANY, (value = null) => value),
  sprig("fromJson", [STRING], ANY, (text = null) => orElse(() => decodeJson(asText(text)), null)),
  sprig("mustFromJson", [STRING], ANY, (text = null) => decodeJson(asText(text))),
  sprig("toJson", [ANY], STRING, (value = null) => orElse(() => encodeJson(value), "")),
  sprig("mustToJson", [ANY], STRING, (value = null) => encodeJson(value)),
  sprig("toPrettyJson", [ANY], STRING, (value = null) => orElse(() => encodeJsonIndented(value), "")),
  sprig("mustToPrettyJson", [ANY], STRING, (value = null) => encodeJsonIndented(value)),
  sprig("toRawJson", [ANY], STRING, (value = null) => encodeRawJson(value)),
  sprig("mustToRawJson", [ANY], STRING, (value = null) => encodeRawJson(value)),
  sprig("typeOf", [ANY], STRING, (value = null) => typeName(value)),
  sprig("typeIs", [STRING, ANY], BOOL, (name = null, value = null) => typeName(value) === name),
  sprig(
    "typeIsLike",
    [STRING, ANY],
    BOOL,
    (name = null, value = null) => typeName(value) === name || typeName(value) === `*${name}`,
  ),
  sprig("kindOf", [ANY], STRING, (value = null) => kindName(value)),
  sprig("kindIs", [STRING, ANY], BOOL, (name = null, value = null) => kindName(value) === name),
  sprig("deepEqual", [ANY, ANY], BOOL, (a = null, b = null) => deepEqual(a, b)),
];

function kindName(value: Value): string {
  const { kind } = typeOf(value);
  return kind === "pointer" ? "ptr" : kind;
}
