import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** A ref is an object, whatever its value will be. */
export const refTypeAsked: SourceRule = ruleForUses(["type"], (use) => {
  const isInstance = ts.isBinaryExpression(use.within) && use.within.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  const mend =
    "The type of a value is said by the schema of the component's output; what depends on the value is said by when(…).";
  return finding(
    "ref-type-asked",
    { ref: shown(use.node), operator: isInstance ? "instanceof" : "typeof", mend },
    use,
    originOf(use),
  );
});
