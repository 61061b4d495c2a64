import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import { encodeWire, wireLimitBytes } from "../../util/wire-form.ts";

/**
 * Whether a parameter reaches its container in a file, and not in an environment variable, which Linux ends at 128 KiB: a long constant,
 * and a list that a loop collects, whose length only the run knows.
 */
export function goesByFile(arg: ArgNode | undefined): boolean {
  if (arg?.kind !== "value") return false;
  const { value } = arg;
  if (value.kind === "ref") return value.ref.kind === "collected";
  return value.kind === "constant" && isLong(value.value);
}

/** Whether the wire form of a constant is longer than a variable may be. Short text is not encoded to find out. */
export function isLong(value: unknown): boolean {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return false;
  if (typeof value === "string" && value.length * 12 < wireLimitBytes) return false;
  return Buffer.byteLength(encodeWire(value)) > wireLimitBytes;
}
