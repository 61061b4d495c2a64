import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { operationSites } from "../operations/operation-sites.ts";

/** A key that is read is one of those that the value has. The editor says the same; this is for JavaScript. */
export const unknownKey: Rule = (plan) =>
  operationSites(plan).flatMap(({ operation: { operator, operands }, shapes, at }) => {
    const [of, key] = operands;
    if (operator !== "field" || of === undefined || key?.kind !== "constant") return [];
    const keys = shapes.ofValue(of)?.keys;
    const name = String(key.value);
    if (keys === undefined || keys.has(name)) return [];
    const known = [...keys.keys()];
    return [
      problem("unknown-key", { key: name, suggestion: didYouMean(name, known), known: known.join(", ") || "none" }, { at }),
    ];
  });
