import type { Operator } from "../nodes/operation-node.ts";

/** Makes the ref of an operation; `word` is the method that the author called. */
export type MakeOperation<R> = (operator: Operator, operands: readonly unknown[], word: Function) => R;

/**
 * The methods of refs, one row each. A ref knows nothing of its value's type while the pipeline is described, so every ref has them
 * all; which of them an author may call is said by the types in this folder, and once more by the check.
 */
export function refMethods<R>(make: MakeOperation<R>) {
  const alone = (operator: Operator) =>
    function operate(this: unknown): R {
      return make(operator, [this], operate);
    };
  const withOne = (operator: Operator) =>
    function operate(this: unknown, other: unknown): R {
      return make(operator, [this, other], operate);
    };
  const withMany = (operator: Operator) =>
    function operate(this: unknown, ...others: readonly unknown[]): R {
      return make(operator, [this, ...others], operate);
    };
  return {
    eq: withOne("eq"),
    ne: withOne("ne"),
    lt: withOne("lt"),
    le: withOne("le"),
    gt: withOne("gt"),
    ge: withOne("ge"),
    and: withMany("and"),
    or: withMany("or"),
    not: alone("not"),
    in: withOne("in"),
    includes: withOne("includes"),
    contains: withOne("contains"),
    startsWith: withOne("startsWith"),
    endsWith: withOne("endsWith"),
    matches: withOne("matches"),
    plus: withOne("plus"),
    minus: withOne("minus"),
    times: withOne("times"),
    dividedBy: withOne("dividedBy"),
    modulo: withOne("modulo"),
    negate: alone("negate"),
    abs: alone("abs"),
    floor: alone("floor"),
    ceil: alone("ceil"),
    round: alone("round"),
    concat: withMany("concat"),
    trim: alone("trim"),
    json: alone("json"),
    length: alone("length"),
    isEmpty: function isEmpty(this: unknown): R {
      return make("eq", [make("length", [this], isEmpty), 0], isEmpty);
    },
    at: withOne("at"),
    field: withOne("field"),
    orElse: withOne("orElse"),
  };
}

/** The name of a method of refs. */
export type RefMethod = keyof ReturnType<typeof refMethods>;
