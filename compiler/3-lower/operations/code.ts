/** A piece of an expression, with what has to be known to put it into another one. */
export interface Code {
  readonly text: string;
  /** How strongly its outermost operator binds its operands. */
  readonly binds: number;
  /** Set where it always gives a truth value. */
  readonly isTruth?: true;
  /**
   * Set where Go may hold the number as an int, which wraps around where a JavaScript number would round: the largest that it can be.
   * What a step wrote is never one.
   */
  readonly largestInt?: number;
  /** Set where the language knows before it runs that the number is an int, or a float; of what a step wrote it knows neither. */
  readonly isInt?: true;
  readonly isFloat?: true;
  /** Set where it may be -0, which JSON in Go writes as `-0` and in JavaScript as `0`. */
  readonly mayBeMinusZero?: true;
}

/**
 * How strongly Argo's expression language binds (compiler/expression/syntax/operators.ts), but for `??`: it wants parentheses next to
 * any other operator.
 */
export const binding = {
  choice: 1,
  coalesce: 2,
  or: 10,
  and: 15,
  compare: 20,
  sum: 30,
  not: 50,
  product: 60,
  sign: 90,
  atom: 1000,
} as const;

/** Names, calls, members, constants. */
export const atom = (text: string): Code => ({ text, binds: binding.atom });

/** The piece as an operand of an operator that binds so strongly: in parentheses where it binds less. */
export const within = (code: Code, binds: number): string => (code.binds < binds ? `(${code.text})` : code.text);

/** `left operator right`; what follows on the right always has parentheses when it binds no stronger. */
export function infix(left: Code, operator: string, right: Code, binds: number): Code {
  return { text: `${within(left, binds)} ${operator} ${within(right, binds + 1)}`, binds };
}

/** A comparison: on both sides in parentheses what compares, since the language would chain it. */
export function comparison(left: Code, operator: string, right: Code): Code {
  const { compare } = binding;
  return { text: `${within(left, compare + 1)} ${operator} ${within(right, compare + 1)}`, binds: compare, isTruth: true };
}

export const call = (name: string, ...args: readonly Code[]): Code => atom(`${name}(${args.map(({ text }) => text).join(", ")})`);

/** A condition as one: what a step wrote is only true when it is `true`. */
export const truth = (code: Code): Code => (code.isTruth ? code : comparison(code, "==", atom("true")));
