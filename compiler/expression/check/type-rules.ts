import {
  ANY_LIST,
  assignable,
  FLOAT64,
  type GoType,
  INT,
  isFloat,
  isInteger,
  isList,
  isNumber,
  isUnknown,
  UNKNOWN,
} from "../go/go-type.ts";
import { DURATION, MONTH, TIME, WEEKDAY } from "../go/time-types.ts";

/** Groups of types that an operator takes. */
export type TypeGroup = "bool" | "string" | "integer" | "number" | "time" | "duration" | "list" | "map";

const NAMED: ReadonlyMap<string, GoType> = new Map([TIME, DURATION, MONTH, WEEKDAY].map((type) => [type.name, type]));

/** The methods of a type, found by its name: the types of results don't carry theirs. */
export function methodType(type: GoType, name: string): GoType | undefined {
  return (NAMED.get(type.name) ?? type).methods?.get(name);
}

export function isOf(type: GoType, group: TypeGroup): boolean {
  switch (group) {
    case "bool":
      return type.kind === "bool";
    case "string":
      return type.kind === "string";
    case "integer":
      return isInteger(type);
    case "number":
      return isNumber(type);
    case "time":
      return type.name === TIME.name;
    case "duration":
      return type.name === DURATION.name;
    case "list":
      return isList(type);
    case "map":
      return type.kind === "map";
  }
}

/** Whether both sides belong to one of the groups. */
export function bothOf(left: GoType, right: GoType, ...groups: readonly TypeGroup[]): boolean {
  return groups.some((group) => isOf(left, group) && isOf(right, group));
}

/** Whether one side is unknown and the other unknown too or of one of the groups. */
export function maybeOf(left: GoType, right: GoType, ...groups: readonly TypeGroup[]): boolean {
  const [a, b] = [isUnknown(left), isUnknown(right)];
  return (a && b) || (a && groups.some((group) => isOf(right, group))) || (b && groups.some((group) => isOf(left, group)));
}

/** Whether `==` may stand between two types. */
export function comparable(left: GoType, right: GoType): boolean {
  if (isUnknown(left) || isUnknown(right) || left.nil === true || right.nil === true) return true;
  return bothOf(left, right, "number", "duration", "time", "list") || assignable(left, right);
}

/** What a sum of two numbers is. */
export function promoted(left: GoType, right: GoType): GoType {
  if (isUnknown(left) || isUnknown(right)) return UNKNOWN;
  return isFloat(left) || isFloat(right) ? FLOAT64 : INT;
}

/** The type as Go alone knows it, without what the checker found out about the items. */
export function plain(type: GoType): GoType {
  return type.name === ANY_LIST.name ? ANY_LIST : type;
}

/** What the checker says of an item, key or field that it can't know. */
export function elementOf(type: GoType): GoType {
  return type.elem ?? UNKNOWN;
}
