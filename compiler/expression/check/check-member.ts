import type { MemberNode, SliceNode } from "../ast.ts";
import { assignable, type GoType, isInteger, isList, isUnknown, UNKNOWN } from "../go/go-type.ts";
import type { Checking } from "./checking.ts";
import { elementOf, methodType } from "./type-rules.ts";

/** `a.b`, `a["b"]`, `a[0]`. */
export function checkMember(node: MemberNode, checking: Checking): GoType {
  const base = checking.visit(node.node);
  const property = checking.visit(node.property);
  if (isUnknown(base)) return UNKNOWN;
  const name = node.property.kind === "string" ? node.property.value : undefined;
  if (name !== undefined) {
    if (base.nil === true) return checking.fail(node, `type nil has no field ${name}`);
    const method = methodType(base, name);
    if (method !== undefined) return method;
  }
  if (base.kind === "map") return checkKey(node, base, property, checking);
  if (isList(base)) {
    if (isInteger(property) || isUnknown(property)) return elementOf(base);
    return checking.fail(node.property, `array elements can only be selected using an integer (got ${property.name})`);
  }
  const field = name === undefined ? undefined : base.fields?.get(name);
  if (field !== undefined) return field;
  if (name === undefined) return checking.fail(node, `type ${base.name}[${property.name}] is undefined`);
  return checking.fail(node, `type ${base.name} has no ${node.method ? "method" : "field"} ${name}`);
}

function checkKey(node: MemberNode, base: GoType, property: GoType, checking: Checking): GoType {
  if (!assignable(property, base.key ?? UNKNOWN) && !isUnknown(property))
    return checking.fail(node.property, `cannot use ${property.name} to get an element from ${base.name}`);
  const known = node.property.kind === "string" ? base.fields?.get(node.property.value) : undefined;
  return known ?? elementOf(base);
}

/** `a[1:2]`. Bounds of what is not known are not looked at. */
export function checkSlice(node: SliceNode, checking: Checking): GoType {
  const base = checking.visit(node.node);
  if (isUnknown(base)) return UNKNOWN;
  if (base.kind !== "string" && !isList(base)) return checking.fail(node, `cannot slice ${base.name}`);
  for (const bound of [node.from, node.to]) {
    const type = bound === undefined ? UNKNOWN : checking.visit(bound);
    if (bound !== undefined && !isInteger(type) && !isUnknown(type))
      return checking.fail(bound, `non-integer slice index ${type.name}`);
  }
  return base;
}
