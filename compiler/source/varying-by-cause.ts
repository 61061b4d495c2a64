import type { ts } from "ts-morph";
import type { VaryingFact } from "./facts.ts";
import { shown } from "./place-of.ts";
import type { VaryingCause } from "./value.ts";

/** The first place that each value which differs comes to: one problem for each. */
export function varyingByCause(facts: readonly VaryingFact[]): readonly VaryingFact[] {
  const first = new Map<ts.Node, VaryingFact>();
  for (const fact of facts) if (!first.has(fact.cause.node)) first.set(fact.cause.node, fact);
  return [...first.values()];
}

/** The author's words for it, or its full name where it was taken out of something. */
export const shownCause = ({ node, path }: VaryingCause): string =>
  path.startsWith("process.env.") || path.startsWith("import.meta.") ? path : shown(node);
