import { formatValue } from "../../compiler/expression/go/format-value.ts";
import { millisecondsOf, modulo } from "../../compiler/expression/go/time-format.ts";
import { toBytes } from "../../compiler/expression/go/utf8.ts";
import { offsetAt } from "../../compiler/expression/go/zone.ts";
import { isObject, type Value } from "../../compiler/expression/value.ts";

/** A value with Go's types, in the words of test/go-oracle/show.go. */
export function showValue(value: Value): string {
  if (value === null) return "nil";
  if (typeof value === "string") return `string:${Buffer.from(toBytes(value)).toString("base64")}`;
  if (typeof value === "number") return `float64:${bits(value)}`;
  if (!isObject(value)) return typeof value === "bigint" ? `int:${value}` : `bool:${value}`;
  switch (value.kind) {
    case "sized-int":
      return `${value.type.name}:${formatValue(value)}`;
    case "list":
      return value.absent ? `${value.type.name}nil` : `${value.type.name}[${value.items.map(showValue).join(",")}]`;
    case "map": {
      const entries = [...value.entries].map(([key, item]) => `${showValue(key)}=${showValue(item)}`);
      return `${value.type.name}{${entries.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join(",")}}`;
    }
    case "time":
      return `time:${seconds(value.nanoseconds)}:${offsetAt(value.zone, millisecondsOf(value))}`;
    case "duration":
      return `duration:${value.nanoseconds}`;
    case "zone":
      return `zone:${value.name}`;
    case "func":
      return "func";
    case "struct":
      return `${value.type.name}:${formatValue(value)}`;
  }
}

function seconds(nanoseconds: bigint): string {
  const rest = modulo(nanoseconds, 1_000_000_000n);
  return `${(nanoseconds - rest) / 1_000_000_000n}.${String(rest).padStart(9, "0")}`;
}

function bits(value: number): string {
  if (Number.isNaN(value)) return "7ff8000000000000";
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}
