import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** Nothing is computed while a pipeline is described, so there is nothing to wait for. */
export const refAwaited: SourceRule = ruleForUses(["await"], (use) => {
  const { node, within } = use;
  const isAwait = ts.isAwaitExpression(within);
  const operator = isAwait
    ? "await"
    : `.${((within as ts.CallExpression).expression as ts.PropertyAccessExpression).name.text}(…)`;
  const mend = isAwait
    ? "Leave out await, and async: refs are there at once."
    : "Pass the ref to the step that needs it: it starts when the value exists.";
  return finding("ref-awaited", { ref: shown(node), operator, mend }, use, originOf(use));
});
