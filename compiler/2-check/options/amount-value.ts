import type { Size } from "../../../dsl/size.ts";
import { quantityOf } from "../../argo/laws/quantity.ts";

/** How much an amount is, in cores or bytes; undefined for text that is no quantity. */
export function amountValue(amount: number | string | Size): number | undefined {
  if (typeof amount === "number") return amount;
  return typeof amount === "string" ? quantityOf(amount) : amount.bytes;
}

/** An amount as the author would write it. */
export function amountText(amount: number | string | Size): string {
  if (typeof amount !== "object") return typeof amount === "string" ? `"${amount}"` : String(amount);
  for (const [word, bytes] of [
    ["tebibytes", 2 ** 40],
    ["gibibytes", 2 ** 30],
    ["mebibytes", 2 ** 20],
  ] as const) {
    if (amount.bytes % bytes === 0) return `${word}(${amount.bytes / bytes})`;
  }
  return `${amount.bytes} bytes`;
}
