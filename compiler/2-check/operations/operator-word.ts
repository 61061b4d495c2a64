import type { Operator } from "../../../dsl/nodes/operation-node.ts";

/** An operator as its author wrote it. */
export function operatorWord(operator: Operator): string {
  if (operator === "text" || operator === "asText") return "text`...`";
  if (operator === "inTexts") return ".in(...)";
  return operator === "min" || operator === "max" ? `${operator}(...)` : `.${operator}(...)`;
}
