import { GoPanic } from "../go/go-panic.ts";
import type { Value } from "../value.ts";

/** What work gives; what fails in Go gives the other. */
export function orElse(work: () => Value, otherwise: Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof GoPanic) return otherwise;
    throw error;
  }
}
