import type { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";
import { unwrapped } from "../unwrapped.ts";

/** There is no value yet that could be written. */
export const refAsJson: SourceRule = ruleForUses(["json"], (use) => {
  const ref = shown(use.node);
  const isItself =
    use.value.kind === "ref" && (use.within as ts.CallExpression).arguments.some((one) => unwrapped(one) === use.node);
  const mend = isItself
    ? `Write ${ref}.json(), which writes it when the pipeline runs.`
    : "Pass it on as it is: parameters take refs inside objects and lists.";
  return finding("ref-as-json", { ref, mend }, use, originOf(use));
});
