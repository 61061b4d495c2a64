import type { Operator } from "../../dsl/nodes/operation-node.ts";
import type { RefNode, ScopeId, TaskId, ValueNode } from "../../dsl/nodes/ref-node.ts";
import type { LeafRef } from "./visit-plan.ts";

type Names = ReadonlyMap<TaskId | ScopeId, string>;

/** How people write an operator between values, and how strongly it binds; all others are written as methods. */
const infix: Readonly<Partial<Record<Operator, readonly [sign: string, binds: number]>>> = {
  or: ["or", 1],
  and: ["and", 2],
  eq: ["=", 4],
  ne: ["≠", 4],
  lt: ["<", 4],
  le: ["≤", 4],
  gt: [">", 4],
  ge: ["≥", 4],
  in: ["in", 4],
  inTexts: ["in", 4],
  contains: ["contains", 4],
  startsWith: ["starts with", 4],
  endsWith: ["ends with", 4],
  matches: ["matches", 4],
  plus: ["+", 5],
  concat: ["+", 5],
  text: ["+", 5],
  includes: ["includes", 4],
  minus: ["-", 5],
  times: ["*", 6],
  dividedBy: ["/", 6],
  modulo: ["%", 6],
};
const notBinds = 3;
const atomBinds = 9;

/** A condition, or any other ref, as a person reads it: `evaluate.auc > 0.9 and validate.ok`. */
export const conditionText = (ref: RefNode, names: Names): string => refText(ref, names).text;

interface Piece {
  readonly text: string;
  readonly binds: number;
}

function refText(ref: RefNode, names: Names): Piece {
  if (ref.kind !== "operation") return atom(leafText(ref, names));
  const [first, ...others] = ref.operands.map((operand) => valueText(operand, names));
  const [sign, binds] = infix[ref.operator] ?? [];
  if (sign !== undefined && binds !== undefined)
    return { text: [within(first!, binds), ...others.map((other) => within(other, binds + 1))].join(` ${sign} `), binds };
  if (ref.operator === "not") return { text: `not ${within(first!, notBinds + 1)}`, binds: notBinds };
  if (ref.operator === "asText") return first!;
  const of = within(first!, atomBinds);
  const key = ref.operands[1];
  if (ref.operator === "field" && key?.kind === "constant") return atom(`${of}.${String(key.value)}`);
  if (ref.operator === "at") return atom(`${of}[${others[0]!.text}]`);
  if (ref.operator === "length") return atom(`${of}.length`);
  if (ref.operator === "min" || ref.operator === "max")
    return atom(`${ref.operator}(${[first!, ...others].map(({ text }) => text).join(", ")})`);
  return atom(`${of}.${ref.operator}(${others.map(({ text }) => text).join(", ")})`);
}

const atom = (text: string): Piece => ({ text, binds: atomBinds });

const within = ({ text, binds }: Piece, least: number): string => (binds < least ? `(${text})` : text);

function leafText(ref: LeafRef, names: Names): string {
  switch (ref.kind) {
    case "parameter":
      return ref.name;
    case "output":
    case "left":
      return `${names.get(ref.task)}.${ref.output}`;
    case "collected":
    case "merged":
      return `${names.get(ref.scope)}.${ref.result}`;
    case "item":
      return ["item", ...ref.path].join(".");
    case "index":
      return "index";
    case "state":
      return `last ${ref.name}`;
    case "ended":
      return ref.fact;
  }
}

function valueText(value: ValueNode, names: Names): Piece {
  if (value.kind === "ref") return refText(value.ref, names);
  return atom(value.kind === "constant" ? String(JSON.stringify(value.value)) : value.file);
}
