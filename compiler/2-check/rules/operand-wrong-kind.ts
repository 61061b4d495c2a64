import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { isJson } from "../is-json.ts";
import { operationSites } from "../operations/operation-sites.ts";
import { operatorWord } from "../operations/operator-word.ts";
import { kindsText, withoutNull } from "../operations/shape.ts";
import { wantedKinds } from "../operations/wanted-kinds.ts";

/** An operation gets values of the kind that it is made for. The editor says the same; this is for JavaScript. */
export const operandWrongKind: Rule = (plan) =>
  operationSites(plan).flatMap(({ operation: { operator, operands }, shapes, at }) =>
    operands.flatMap((operand, index) => {
      if (operand.kind === "constant" && !isJson(operand.value)) return []; // operand-no-json says so
      const wanted = wantedKinds(operator, index);
      const shape = withoutNull(shapes.ofValue(operand));
      if (wanted === undefined || shape === undefined || shape.kinds.size === 0) return [];
      if (wanted.some((kind) => shape.kinds.has(kind))) return [];
      return [
        problem(
          "operand-wrong-kind",
          { word: operatorWord(operator), wanted: wanted.join(" or "), found: kindsText(shape) },
          { at },
        ),
      ];
    }),
  );
