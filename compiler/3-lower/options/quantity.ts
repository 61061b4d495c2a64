import type { Size } from "../../../dsl/size.ts";

/** Cores as a quantity: whole ones as they are, others in thousandths, which is the least that Kubernetes counts. */
export function cpuQuantity(cores: number | string): string {
  if (typeof cores === "string") return cores;
  return Number.isInteger(cores) ? String(cores) : `${Math.ceil(cores * 1000)}m`;
}

/** A size as a quantity, in the largest unit that leaves it whole. */
export function sizeQuantity(size: Size | string): string {
  if (typeof size === "string") return size;
  for (const [unit, bytes] of [
    ["Ti", 2 ** 40],
    ["Gi", 2 ** 30],
    ["Mi", 2 ** 20],
    ["Ki", 2 ** 10],
  ] as const) {
    if (size.bytes % bytes === 0) return `${size.bytes / bytes}${unit}`;
  }
  return String(Math.ceil(size.bytes));
}
