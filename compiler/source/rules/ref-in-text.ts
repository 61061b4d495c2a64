import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** Text that is made while the pipeline is described can't hold what a step will give. */
export const refInText: SourceRule = ruleForUses(["text"], (use) =>
  finding("ref-in-text", { ref: shown(use.node), mend: mendOf(use.node, use.within) }, use, originOf(use)),
);

function mendOf(ref: ts.Node, within: ts.Node): string {
  if (ts.isTemplateExpression(within)) return `Write text${shown(within)}, which makes the text when the pipeline runs.`;
  if (ts.isBinaryExpression(within))
    return "Write text`…${ref}…`, which makes the text when the pipeline runs.".replace("ref", shown(ref));
  const name =
    ts.isCallExpression(within) && ts.isPropertyAccessExpression(within.expression) ? within.expression.name.text : "String";
  if (name === "toUpperCase" || name === "toLowerCase" || name === "split" || name.startsWith("replace"))
    return `Do the work of ${name}(…) inside a component.`;
  return "Write text`${ref}`, which makes the text when the pipeline runs.".replace("ref", shown(ref));
}
