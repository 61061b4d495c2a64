import { typeOf } from "../type-of.ts";
import type { Value } from "../value.ts";

/** What `type(x)` says: `nil`, `bool`, `int`, `uint`, `float`, `string`, `array`, `map`, `func`, `time.Time`. */
export function typeWord(value: Value): string {
  if (value === null) return "nil";
  const type = typeOf(value);
  if (type.methods !== undefined && type.kind !== "pointer") return type.name;
  switch (type.kind) {
    case "int":
    case "int8":
    case "int32":
    case "int64":
      return "int";
    case "uint8":
    case "uint32":
    case "uint64":
      return "uint";
    case "float64":
      return "float";
    case "slice":
    case "array":
      return "array";
    case "pointer":
    case "invalid":
    case "interface":
      return "unknown";
    default:
      return type.kind;
  }
}
