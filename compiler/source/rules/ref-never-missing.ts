import type { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** `??` on a ref never takes its right side: the ref is there, whatever its value will be. */
export const refNeverMissing: SourceRule = ruleForUses(["nullish"], (use) => {
  const { left, right, operatorToken } = use.within as ts.BinaryExpression;
  const mend = `Write ${shown(left)}.orElse(${shown(right)}), which decides when the pipeline runs.`;
  return finding("ref-never-missing", { ref: shown(use.node), operator: operatorToken.getText(), mend }, use, originOf(use));
});
