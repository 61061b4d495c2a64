import type { BinaryNode, UnaryNode } from "../ast.ts";
import { GoPanic } from "../go/go-panic.ts";
import {
  assignable,
  BOOL,
  FLOAT64,
  type GoType,
  INT,
  isList,
  isNumber,
  isUnknown,
  listOf,
  NIL,
  STRING,
  UNKNOWN,
} from "../go/go-type.ts";
import { compileRegexp } from "../go/regexp.ts";
import { DURATION, TIME } from "../go/time-types.ts";
import type { Checking } from "./checking.ts";
import { bothOf, comparable, elementOf, isOf, maybeOf, promoted } from "./type-rules.ts";

export function checkUnary(node: UnaryNode, checking: Checking): GoType {
  const type = checking.visit(node.node);
  if (node.operator === "!" || node.operator === "not") {
    if (isOf(type, "bool") || isUnknown(type)) return BOOL;
  } else {
    if (isNumber(type)) return type;
    if (isUnknown(type)) return UNKNOWN;
  }
  return checking.fail(node, `invalid operation: ${node.operator} (mismatched type ${type.name})`);
}

export function checkBinary(node: BinaryNode, checking: Checking): GoType {
  const left = checking.visit(node.left);
  const right = checking.visit(node.right);
  const type = resultType(node, left, right, checking);
  return type ?? checking.fail(node, `invalid operation: ${node.operator} (mismatched types ${left.name} and ${right.name})`);
}

/** What an operator between two types gives; undefined when it can't stand between them. */
function resultType(node: BinaryNode, left: GoType, right: GoType, checking: Checking): GoType | undefined {
  switch (node.operator) {
    case "==":
    case "!=":
      return comparable(left, right) ? BOOL : undefined;
    case "or":
    case "||":
    case "and":
    case "&&":
      return bothOf(left, right, "bool") || maybeOf(left, right, "bool") ? BOOL : undefined;
    case "<":
    case ">":
    case "<=":
    case ">=": {
      const groups = ["number", "string", "time", "duration"] as const;
      return bothOf(left, right, ...groups) || maybeOf(left, right, ...groups) ? BOOL : undefined;
    }
    case "/":
    case "**":
    case "^":
      return bothOf(left, right, "number") || maybeOf(left, right, "number") ? FLOAT64 : undefined;
    case "%":
      return bothOf(left, right, "integer") || maybeOf(left, right, "integer") ? INT : undefined;
    case "..":
      return bothOf(left, right, "integer") || maybeOf(left, right, "integer") ? listOf(INT) : undefined;
    case "contains":
    case "startsWith":
    case "endsWith":
      return bothOf(left, right, "string") || maybeOf(left, right, "string") ? BOOL : undefined;
    case "matches":
      return matches(node, left, right, checking);
    case "in":
      return isIn(node, left, right, checking);
    case "??":
      return coalesced(left, right);
    default:
      return arithmetic(node.operator, left, right);
  }
}

function arithmetic(operator: string, left: GoType, right: GoType): GoType | undefined {
  if (bothOf(left, right, "number")) return promoted(left, right);
  switch (operator) {
    case "+":
      if (bothOf(left, right, "string")) return STRING;
      if (isTimeAndDuration(left, right) || isTimeAndDuration(right, left)) return TIME;
      if (bothOf(left, right, "duration")) return DURATION;
      return maybeOf(left, right, "number", "string", "time", "duration") ? UNKNOWN : undefined;
    case "-":
      if (bothOf(left, right, "time", "duration")) return DURATION;
      if (isTimeAndDuration(left, right)) return TIME;
      return maybeOf(left, right, "number", "time", "duration") ? UNKNOWN : undefined;
    case "*":
      if ((isOf(left, "duration") || isNumber(left)) && (isOf(right, "duration") || isNumber(right))) return DURATION;
      return maybeOf(left, right, "number", "duration") ? UNKNOWN : undefined;
    default:
      return undefined;
  }
}

function isTimeAndDuration(time: GoType, duration: GoType): boolean {
  return isOf(time, "time") && isOf(duration, "duration");
}

function matches(node: BinaryNode, left: GoType, right: GoType, checking: Checking): GoType | undefined {
  if (node.right.kind === "string") {
    try {
      compileRegexp(node.right.value);
    } catch (error) {
      if (error instanceof GoPanic) return checking.fail(node, error.message);
      throw error;
    }
  }
  const text = isOf(left, "string") || left.name === "[]uint8";
  return (text && isOf(right, "string")) || maybeOf(left, right, "string") ? BOOL : undefined;
}

function isIn(node: BinaryNode, left: GoType, right: GoType, checking: Checking): GoType | undefined {
  if (right.kind === "struct" && (isOf(left, "string") || isUnknown(left))) return BOOL;
  if (right.kind === "map") {
    const key = right.key ?? UNKNOWN;
    if (isUnknown(left) || assignable(left, key)) return BOOL;
    return checking.fail(node, `cannot use ${left.name} as type ${key.name} in map key`);
  }
  if (isList(right)) {
    const element = elementOf(right);
    return comparable(left, element) ? BOOL : checking.fail(node, `cannot use ${left.name} as type ${element.name} in array`);
  }
  return (isUnknown(left) && isOf(right, "string")) || isUnknown(right) ? BOOL : undefined;
}

function coalesced(left: GoType, right: GoType): GoType {
  if (left.nil === true && right.nil === true) return NIL;
  if (left.nil === true) return right;
  if (right.nil === true) return left;
  return assignable(right, left) ? left : UNKNOWN;
}
