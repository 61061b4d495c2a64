import type { PartOperator, TextOperator } from "../../../dsl/nodes/operation-node.ts";
import { expressionWords } from "../../argo/expression-words.ts";
import { atom, binding, type Code, call, infix, within } from "./code.ts";
import { textConstant } from "./constant-code.ts";
import type { LoweredOperand, LowerOperation } from "./lower-operation.ts";
import { intOf } from "./number-operations.ts";

/** White space of JavaScript: what `trim` of the language takes away by itself are other characters. */
const whiteSpace =
  " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

/** More than any list or text that fits into a parameter has. */
const longest = 2 ** 31;

/** Operations that make a text, or take a part of a value. */
export const partOperations: Readonly<Record<PartOperator | TextOperator, LowerOperation>> = {
  concat: joined,
  text: joined,
  trim: ([text]) => atom(`trim(${text!.code.text}, ${textConstant(whiteSpace)})`),
  json: ([value]) => jsonCode(value!.code),
  asText: ([value]) => asText(value!.code),
  length: ([value]) => ({ ...call("len", value!.code), largestInt: longest, isInt: true }),
  // a list that a person wrote may hold ints
  at: ([list, index]) => ({ ...call("get", list!.code, index!.code), largestInt: Number.MAX_SAFE_INTEGER }),
  field: ([of, key]) => ({ ...atom(fieldText(of!.code, key!)), largestInt: Number.MAX_SAFE_INTEGER }),
  orElse: ([value, other]) => orElse(value!.code, other!.code),
};

function joined([first, ...others]: readonly LoweredOperand[]): Code {
  return others.reduce((sum, { code }) => infix(sum, "+", code, binding.sum), first!.code);
}

/** JSON of a value; of a zero without the sign that JavaScript's JSON drops. */
export function jsonCode(code: Code): Code {
  return call("toJson", withoutMinusZero(code));
}

const withoutMinusZero = (code: Code): Code => (code.mayBeMinusZero ? infix(code, "+", atom("0"), binding.sum) : code);

function asText(code: Code): Code {
  const value = code.text;
  return {
    text: `type(${value}) == 'string' ? ${within(code, binding.coalesce)} : ${jsonCode(code).text}`,
    binds: binding.choice,
  };
}

function fieldText(of: Code, key: LoweredOperand): string {
  const name = key.node.kind === "constant" && typeof key.node.value === "string" ? key.node.value : "";
  const base = within(of, binding.atom);
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !expressionWords.has(name)) return `${base}.${name}`;
  return `${base}[${key.code.text}]`;
}

function orElse(given: Code, instead: Code): Code {
  const [value, other] = [withoutMinusZero(given), withoutMinusZero(instead)];
  const left = value.binds === binding.coalesce ? value.text : within(value, binding.atom);
  return { text: `${left} ?? ${within(other, binding.atom)}`, binds: binding.coalesce, ...intOf(value, other) };
}
