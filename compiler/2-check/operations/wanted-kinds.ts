import type { Operator } from "../../../dsl/nodes/operation-node.ts";
import type { ValueKind } from "./shape.ts";

type Wanted = readonly ValueKind[] | undefined;

const anything: Wanted = undefined;
const number: Wanted = ["number"];
const text: Wanted = ["text"];
const truth: Wanted = ["truth value"];
const ordered: Wanted = ["number", "text"];

/** What an operator takes: of its first operand, and of each of the others. */
const wanted: Readonly<Record<Operator, readonly [first: Wanted, others: Wanted]>> = {
  eq: [anything, anything],
  ne: [anything, anything],
  lt: [ordered, ordered],
  le: [ordered, ordered],
  gt: [ordered, ordered],
  ge: [ordered, ordered],
  and: [truth, truth],
  or: [truth, truth],
  not: [truth, truth],
  in: [anything, ["list"]],
  inTexts: [anything, ["list"]],
  includes: [["list"], anything],
  contains: [text, text],
  startsWith: [text, text],
  endsWith: [text, text],
  matches: [text, text],
  plus: [number, number],
  minus: [number, number],
  times: [number, number],
  dividedBy: [number, number],
  modulo: [number, number],
  negate: [number, number],
  abs: [number, number],
  floor: [number, number],
  ceil: [number, number],
  round: [number, number],
  min: [number, number],
  max: [number, number],
  concat: [text, text],
  text: [text, text],
  asText: [anything, anything],
  trim: [text, text],
  json: [anything, anything],
  length: [["text", "list"], anything],
  at: [["list"], number],
  field: [["object"], text],
  orElse: [anything, anything],
};

/** The kinds of value that an operator takes at a place; undefined for any. */
export const wantedKinds = (operator: Operator, index: number): readonly ValueKind[] | undefined =>
  wanted[operator][index === 0 ? 0 : 1];
