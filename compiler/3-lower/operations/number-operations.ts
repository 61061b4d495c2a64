import type { NumberOperator } from "../../../dsl/nodes/operation-node.ts";
import { atom, binding, type Code, call, infix, within } from "./code.ts";
import type { LoweredOperand, LowerOperation } from "./lower-operation.ts";

/** Whole numbers are exact up to here, as ints of Go and as numbers of JavaScript alike. */
const largestExact = Number.MAX_SAFE_INTEGER;

/** Arithmetic on what JSON and JavaScript call numbers: 64-bit floats, whatever Go would make of two ints. */
export const numberOperations: Readonly<Record<NumberOperator, LowerOperation>> = {
  plus: ([a, b]) => sum(a!.code, "+", b!.code),
  minus: ([a, b]) => sum(a!.code, "-", b!.code),
  times: ([a, b]) => float(infix(asFloat(a!.code, b!.code), "*", b!.code, binding.product)),
  dividedBy: ([a, b]) => float(infix(a!.code, "/", b!.code, binding.product)),
  modulo: ([a, b]) => ({ ...infix(whole(a!.code), "%", whole(b!.code), binding.product), largestInt: largestExact, isInt: true }),
  negate: ([a]) => float({ text: `-${within(asFloat(a!.code), binding.sign + 1)}`, binds: binding.sign }),
  abs: ([a]) => extreme("abs", [a!.code]),
  floor: ([a]) => ({ ...call("floor", a!.code), isFloat: true, ...(a!.code.mayBeMinusZero && { mayBeMinusZero: true }) }),
  ceil: ([a]) => float(call("ceil", a!.code)),
  // `round` of the language takes halves away from zero, Math.round takes them up
  round: ([a]) => {
    const halves = call("floor", infix(a!.code, "*", atom("2"), binding.product));
    return float(call("ceil", infix(halves, "/", atom("2"), binding.product)));
  },
  min: (operands) => extreme("min", aligned(operands)),
  max: (operands) => extreme("max", aligned(operands)),
};

/** A result that is a float whatever went in, if the language can tell; it may be -0. */
const float = (code: Code): Code => ({ ...code, mayBeMinusZero: true, isFloat: true });

function sum(a: Code, operator: "+" | "-", b: Code): Code {
  const largest = a.largestInt !== undefined && b.largestInt !== undefined ? a.largestInt + b.largestInt : undefined;
  const isInt = a.isInt && b.isInt;
  if (largest !== undefined && largest <= largestExact)
    return { ...infix(a, operator, b, binding.sum), largestInt: largest, ...(isInt && { isInt }) };
  const mayBeMinusZero = a.mayBeMinusZero && (operator === "-" || b.mayBeMinusZero);
  return { ...infix(asFloat(a, b), operator, b, binding.sum), isFloat: true, ...(mayBeMinusZero && { mayBeMinusZero }) };
}

/** The operand as a float where the other is none for sure: ints of Go have no -0, and wrap around. */
const asFloat = (code: Code, other?: Code): Code =>
  code.largestInt === undefined || (other !== undefined && other.largestInt === undefined) ? code : call("float", code);

/** An int for `%`. By way of its text, so that a fraction is an error and is not cut off. */
const whole = (code: Code): Code => (code.isInt ? code : call("int", call("toJson", code)));

/** The language takes the type of the first for the type of the result, so ints next to a float become floats. */
function aligned(operands: readonly LoweredOperand[]): readonly Code[] {
  const codes = operands.map(({ code }) => code);
  if (!codes.some(({ isFloat }) => isFloat)) return codes;
  return codes.map((code) => (code.isInt ? { ...call("float", code), isFloat: true } : code));
}

function extreme(name: "min" | "max" | "abs", codes: readonly Code[]): Code {
  const mayBeMinusZero = codes.some((code) => code.mayBeMinusZero);
  const isInt = codes.every((code) => code.isInt);
  const isFloat = codes.some((code) => code.isFloat);
  return {
    ...call(name, ...codes),
    ...intOf(...codes),
    ...(mayBeMinusZero && { mayBeMinusZero }),
    ...(isInt && { isInt }),
    ...(isFloat && { isFloat }),
  };
}

/** An int comes out where an int went in, perhaps. */
export function intOf(...codes: readonly Code[]): Pick<Code, "largestInt"> {
  const ints = codes.flatMap(({ largestInt }) => largestInt ?? []);
  return ints.length === 0 ? {} : { largestInt: Math.max(...ints) };
}
