import { panic } from "../go/go-panic.ts";
import { assignable, type GoType, STRING } from "../go/go-type.ts";
import { typeName, typeOf } from "../type-of.ts";
import { isObject, type Value } from "../value.ts";
import { zeroOf } from "./zero.ts";

/** Calls a function value as Go's reflect does: the right number of arguments, each of the right type, nil for a zero. @throws GoPanic */
export function callFunction(callee: Value, args: readonly Value[]): Value {
  if (callee === null) return panic("invalid operation: cannot call nil");
  if (!isObject(callee) || callee.kind !== "func")
    return panic(`invalid operation: cannot call non-function of type ${typeName(callee)}`);
  const params = callee.type.params ?? [];
  const variadic = callee.type.variadic ?? false;
  if (variadic && args.length < params.length - 1)
    return panic(`invalid number of arguments: expected at least ${params.length - 1}, got ${args.length}`);
  if (!variadic && args.length !== params.length)
    return panic(`invalid number of arguments: expected ${params.length}, got ${args.length}`);
  return callee.call(...args.map((arg, i) => argument(arg, paramType(params, variadic, i), variadic && i >= params.length - 1)));
}

function paramType(params: readonly GoType[], variadic: boolean, index: number): GoType {
  const last = params[params.length - 1];
  if (variadic && index >= params.length - 1) return last?.elem ?? STRING;
  return params[index] as GoType;
}

function argument(value: Value, wanted: GoType, isRest: boolean): Value {
  if (value === null) return zeroOf(wanted);
  if (assignable(typeOf(value), wanted)) return value;
  const [name, type] = [typeName(value), wanted.name];
  return panic(isRest ? `reflect: cannot use ${name} as type ${type} in Call` : `reflect: Call using ${name} as type ${type}`);
}
