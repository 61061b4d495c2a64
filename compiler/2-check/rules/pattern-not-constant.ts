import type { ValueNode } from "../../../dsl/nodes/ref-node.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { operationSites } from "../operations/operation-sites.ts";

/** A pattern is known when the pipeline is compiled, so that it can be read before anything runs. */
export const patternNotConstant: Rule = (plan) =>
  operationSites(plan)
    .filter(({ operation: { operator, operands } }) => operator === "matches" && !isText(operands[1]))
    .map(({ at }) => problem("pattern-not-constant", {}, { at }));

const isText = (operand: ValueNode | undefined): boolean => operand?.kind === "constant" && typeof operand.value === "string";
