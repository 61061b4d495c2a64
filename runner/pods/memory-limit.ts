import { quantityOf } from "../../compiler/argo/laws/quantity.ts";
import type { ReadyContainer } from "./place.ts";

/** The memory that a container may have, in bytes. */
export function memoryLimitOf({ spec }: Pick<ReadyContainer, "spec">): number | undefined {
  const limit = spec.resources?.limits?.memory;
  return limit === undefined ? undefined : quantityOf(limit);
}
