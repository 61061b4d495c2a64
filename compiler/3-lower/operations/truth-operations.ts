import type { CompareOperator, LogicOperator, SearchOperator } from "../../../dsl/nodes/operation-node.ts";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { atom, binding, type Code, comparison, truth, within } from "./code.ts";
import { decodedConstant } from "./constant-code.ts";
import type { LoweredOperand, LowerOperation } from "./lower-operation.ts";

/** Operations that give a truth value. */
export const truthOperations: Readonly<Record<CompareOperator | LogicOperator | SearchOperator, LowerOperation>> = {
  eq: between("=="),
  ne: between("!="),
  lt: between("<"),
  le: between("<="),
  gt: between(">"),
  ge: between(">="),
  contains: between("contains"),
  startsWith: between("startsWith"),
  endsWith: between("endsWith"),
  matches: between("matches"),
  in: ([item, list]) => comparison(item!.code, "in", listCode(list!)),
  inTexts: ([text, list]) => comparison(text!.code, "in", list!.code),
  includes: ([list, item]) => comparison(item!.code, "in", list!.code),
  and: joined("&&", binding.and),
  or: joined("||", binding.or),
  not: ([condition]) => negated(condition!.code),
};

function between(operator: string): LowerOperation {
  return ([a, b]) => comparison(a!.code, operator, b!.code);
}

function joined(operator: string, binds: number): LowerOperation {
  return (operands) => {
    const texts = operands.map(({ code }) => within(truth(code), binds));
    return texts.length === 1 ? truth(operands[0]!.code) : { text: texts.join(` ${operator} `), binds, isTruth: true };
  };
}

/** A plain output that is not `true` is said so; all else has a `!` before it. */
function negated(code: Code): Code {
  if (!code.isTruth) return comparison(code, "!=", atom("true"));
  return { text: `!${within(code, binding.atom)}`, binds: binding.not, isTruth: true };
}

/** The language looks only for texts in a constant list of texts, and fails when it is to look for anything else. */
function listCode({ node, code }: LoweredOperand): Code {
  if (node.kind !== "constant" || !isListOfTexts(node.value)) return code;
  return atom(decodedConstant(node.value));
}

const isListOfTexts = (value: Json): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
