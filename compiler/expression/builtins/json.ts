import { decodeBase64 } from "../go/base64.ts";
import { ANY, funcType, STRING } from "../go/go-type.ts";
import { decodeJson } from "../go/json-decode.ts";
import { encodeJsonIndented } from "../go/json-encode.ts";
import { fromBytes, toBytes } from "../go/utf8.ts";
import { asText } from "../runtime/numbers.ts";
import { type Builtin, overloads } from "./builtin.ts";

export const JSON_BUILTINS: readonly Builtin[] = [
  overloads("toJSON", [funcType([ANY], STRING)], (value = null) => encodeJsonIndented(value)),
  overloads("fromJSON", [funcType([STRING], ANY)], (text = null) => decodeJson(asText(text))),
  overloads("toBase64", [funcType([STRING], STRING)], (text = null) => Buffer.from(toBytes(asText(text))).toString("base64")),
  overloads("fromBase64", [funcType([STRING], STRING)], (text = null) => fromBytes(decodeBase64(asText(text)))),
];
