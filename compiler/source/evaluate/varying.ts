import type { ts } from "ts-morph";
import type { Scope } from "../scope.ts";
import { partsOf, type Value, type VaryingCause } from "../value.ts";
import type { Evaluation } from "./evaluation.ts";

/** Notes that a value which differs becomes part of the manifest. */
export function noteVarying(evaluation: Evaluation, value: Value, into: string, node: ts.Node, scope: Scope): void {
  const { state, facts } = evaluation;
  if (state.fate.kind === "never") return;
  for (const cause of causesIn(value)) facts.varying.push({ cause, into, at: { node, module: scope.module } });
}

/** What makes a value, or a part of it, differ. */
export function causesIn(value: Value, depth = 0): readonly VaryingCause[] {
  if (value.kind === "varying") return [value.cause];
  if (depth > 8) return [];
  return partsOf(value).flatMap((part) => causesIn(part, depth + 1));
}
