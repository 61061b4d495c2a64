import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** A property can't be looked up by a name that does not exist yet. */
export const refAsKey: SourceRule = ruleForUses(["key"], (use) => {
  const { node, within } = use;
  const mend = ts.isElementAccessExpression(within)
    ? `Choose inside a component that gets ${shown(node)} as a parameter; an item of a ref to a list is .at(${shown(node)}).`
    : `Build it inside a component that gets ${shown(node)} as a parameter.`;
  return finding("ref-as-key", { ref: shown(node), mend }, use, originOf(use));
});
