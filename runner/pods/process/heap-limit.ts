import { quantityOf } from "../../../compiler/argo/laws/quantity.ts";
import type { Template } from "../../../compiler/argo/model.generated.ts";

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

function quantityBytes(quantity: string | number | undefined): number | undefined {
  return quantity === undefined ? undefined : quantityOf(quantity);
}
