import type { GoType } from "../go/go-type.ts";
import type { Value } from "../value.ts";

/** The zero of a type: what nil becomes as an argument, and what a map gives for a key that it does not have. */
export function zeroOf(type: GoType): Value {
  switch (type.kind) {
    case "string":
      return "";
    case "bool":
      return false;
    case "int":
      return 0n;
    case "float64":
      return 0;
    case "slice":
      return { kind: "list", type, items: [], absent: true };
    case "map":
      return { kind: "map", type, entries: new Map() };
    default:
      return null;
  }
}
