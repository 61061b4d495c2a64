import { BOOL, FLOAT64, type GoType, INT, NIL, STRING } from "./go/go-type.ts";
import { DURATION, TIME, ZONE } from "./go/time-types.ts";
import type { Value } from "./value.ts";

/** Go's type of a value. */
export function typeOf(value: Value): GoType {
  switch (typeof value) {
    case "string":
      return STRING;
    case "bigint":
      return INT;
    case "number":
      return FLOAT64;
    case "boolean":
      return BOOL;
    default:
  }
  if (value === null) return NIL;
  switch (value.kind) {
    case "time":
      return TIME;
    case "duration":
      return DURATION;
    case "zone":
      return ZONE;
    default:
      return value.type;
  }
}

/** As Go's `%T` prints a value's type. */
export function typeName(value: Value): string {
  return value === null ? "<nil>" : typeOf(value).name;
}
