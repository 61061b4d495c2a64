import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";

/** A condition as a statement decides nothing: what follows runs whether it holds or not. */
export const conditionDropped: SourceRule = ({ facts }) =>
  facts.droppedConditions.map((dropped) => {
    const condition = shown(dropped.node);
    const isStatement = ts.isExpressionStatement(dropped.node.parent);
    const mend = isStatement
      ? `Write when(${condition}, () => { … }) around what depends on it.`
      : "Join conditions by and(…) or or(…).";
    return finding("condition-dropped", { condition, mend }, dropped);
  });
