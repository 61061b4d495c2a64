import type { Template } from "../../compiler/argo/model.generated.ts";

/** A limit of memory kills a container; here it limits the heap, which ends the process as well. */
export function heapFlags(template: Template): readonly string[] {
  const bytes = quantityBytes(memoryLimit(template));
  return bytes === undefined ? [] : [`--max-old-space-size=${Math.max(16, Math.floor(bytes / 2 ** 20))}`];
}

/** What V8 says before it gives up. */
export const saysOutOfMemory = (line: string): boolean => line.includes("JavaScript heap out of memory");

export function outOfMemoryMessage(template: Template): string {
  const limit = memoryLimit(template);
  return `infrastructure: out of memory${limit === undefined ? "" : `, its limit is ${limit}`}`;
}

const memoryLimit = (template: Template) => template.container?.resources?.limits?.memory;

const quantityUnits: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Bytes of a quantity as Kubernetes writes them; undefined for none, or one in other units. */
function quantityBytes(quantity: string | number | undefined): number | undefined {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?)([kMGT]i?)?$/.exec(String(quantity ?? "")) ?? [];
  return count === undefined ? undefined : Number(count) * quantityUnits[unit]!;
}
