import { funcType, type GoType } from "../go/go-type.ts";
import { func } from "../make-value.ts";
import type { Value } from "../value.ts";

/** A function of sprig under its name, with Go's types: a call with others is an error. */
export type SprigFunction = readonly [name: string, value: Value];

export function sprig(name: string, params: readonly GoType[], result: GoType, run: (...args: Value[]) => Value): SprigFunction {
  return [name, func(funcType(params, result), run)];
}

/** The last parameter may come any number of times; its type is that of the list. */
export function variadicSprig(
  name: string,
  params: readonly GoType[],
  result: GoType,
  run: (...args: Value[]) => Value,
): SprigFunction {
  return [name, func(funcType(params, result, true), run)];
}
