import type { GoType } from "../go/go-type.ts";
import type { Value } from "../value.ts";

/** A function that the language brings along. */
export interface Builtin {
  readonly name: string;
  /** Does the work. @throws GoPanic */
  readonly run: (...args: Value[]) => Value;
  /** What it takes and gives, known before the expression runs. */
  readonly signature: Signature;
}

/** Either the types that are tried one after the other, or a function from argument types to the result's type (or to what is wrong). */
export type Signature =
  | { readonly overloads: readonly GoType[] }
  | { readonly validate: (args: readonly GoType[]) => GoType | Problem };

/** What is wrong with the arguments, in expr's words. */
export interface Problem {
  readonly problem: string;
}

export function overloads(name: string, types: readonly GoType[], run: (...args: Value[]) => Value): Builtin {
  return { name, run, signature: { overloads: types } };
}

export function validated(
  name: string,
  validate: (args: readonly GoType[]) => GoType | Problem,
  run: (...args: Value[]) => Value,
): Builtin {
  return { name, run, signature: { validate } };
}

export function wrongCount(expected: string, got: number): Problem {
  return { problem: `invalid number of arguments (expected ${expected}, got ${got})` };
}
