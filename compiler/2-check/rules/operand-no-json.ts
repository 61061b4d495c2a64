import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { isJson } from "../is-json.ts";
import { operationSites } from "../operations/operation-sites.ts";
import { operatorWord } from "../operations/operator-word.ts";

/** A constant in an operation is what JSON can say, since that is how all values travel. */
export const operandNoJson: Rule = (plan) =>
  operationSites(plan).flatMap(({ operation, at }) =>
    operation.operands
      .filter(
        (operand) =>
          operand.kind === "file" || (operand.kind === "constant" && !(isJson(operand.value) && isWholeText(operand.value))),
      )
      .map((operand) => {
        const found = operand.kind === "constant" ? describe(operand.value) : "a file of the project";
        return problem("operand-no-json", { word: operatorWord(operation.operator), found }, { at });
      }),
  );

/** Half a character of UTF-16 can't be written into a manifest. */
function isWholeText(value: Json): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, item]) => key.isWellFormed() && isWholeText(item));
}

function describe(value: unknown): string {
  if (typeof value === "number" || value === undefined) return String(value);
  if (typeof value === "object")
    return Array.isArray(value) ? "a list with other values in it" : "an object that is no plain data";
  return typeof value === "string" ? "a text with half a character in it" : `a ${typeof value}`;
}
