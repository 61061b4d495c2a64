import { panic } from "../go/go-panic.ts";
import { funcType, INT } from "../go/go-type.ts";
import { numberOf, wrap } from "../runtime/numbers.ts";
import { typeName } from "../type-of.ts";
import type { Value } from "../value.ts";
import { type Builtin, overloads } from "./builtin.ts";

const TWO_INTS = funcType([INT, INT], INT);

function binary(name: string, operation: (x: bigint, y: bigint) => bigint): Builtin {
  return overloads(name, [TWO_INTS], (x = null, y = null) => wrap(operation(int(name, x), int(name, y))));
}

/** A shift by 64 or more leaves nothing, or the sign. */
function shift(name: string, operation: (x: bigint, y: bigint) => bigint): Builtin {
  return binary(name, (x, y) => {
    if (y < 0n) panic(`invalid operation: negative shift count ${y} (type int)`);
    return operation(x, y > 64n ? 64n : y);
  });
}

function int(name: string, value: Value): bigint {
  const number = numberOf(value);
  return typeof number === "bigint"
    ? wrap(number)
    : panic(`cannot use ${typeName(value)} as argument (type int) to call ${name}`);
}

export const BIT_BUILTINS: readonly Builtin[] = [
  binary("bitand", (x, y) => x & y),
  binary("bitor", (x, y) => x | y),
  binary("bitxor", (x, y) => x ^ y),
  binary("bitnand", (x, y) => x & ~y),
  shift("bitshl", (x, y) => x << y),
  shift("bitshr", (x, y) => x >> y),
  shift("bitushr", (x, y) => BigInt.asUintN(64, x) >> y),
  overloads("bitnot", [funcType([INT], INT)], (x = null) => ~int("bitnot", x)),
];
