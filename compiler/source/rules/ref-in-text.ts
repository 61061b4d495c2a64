import { ts } from "ts-morph";
import type { Use } from "../facts.ts";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";
import { spelledForm } from "../spelled-form.ts";

/** Text that is made while the pipeline is described can't hold what a step will give. */
export const refInText: SourceRule = ruleForUses(["text"], (use) =>
  finding("ref-in-text", { ref: shown(use.node), mend: mendOf(use) }, use, originOf(use)),
);

function mendOf({ node: ref, within, value }: Use): string {
  const form = value.kind === "ref" && value.schema !== undefined ? spelledForm(value.schema) : undefined;
  if (form !== undefined) return mendOfJson(shown(ref), form);
  if (ts.isTemplateExpression(within)) return `Write text${shown(within)}, which makes the text when the pipeline runs.`;
  if (ts.isBinaryExpression(within))
    return "Write text`…${ref}…`, which makes the text when the pipeline runs.".replace("ref", shown(ref));
  const name =
    ts.isCallExpression(within) && ts.isPropertyAccessExpression(within.expression) ? within.expression.name.text : "String";
  if (name === "toUpperCase" || name === "toLowerCase" || name === "split" || name.startsWith("replace"))
    return `Do the work of ${name}(…) inside a component.`;
  return "Write text`${ref}`, which makes the text when the pipeline runs.".replace("ref", shown(ref));
}

/** A list or an object has no text of its own. */
function mendOfJson(ref: string, form: "list" | "object"): string {
  const what = form === "list" ? "a list" : "an object";
  return `It is ${what}: write text\`…\${${ref}.json()}…\` for its JSON, or pass it whole and write it out in a component.`;
}
