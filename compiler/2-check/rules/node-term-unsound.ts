import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A demand on a node's label has the values that its word wants. */
export const nodeTermUnsound: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options: { nodeAffinity }, at }) => {
    const required = nodeAffinity?.required ?? [];
    const terms = [...required.flat(), ...(nodeAffinity?.preferred ?? []).flatMap((one) => one.terms)];
    return terms.flatMap(({ key, operator, values }) => {
      const reason =
        (operator === "In" || operator === "NotIn") && values.length === 0
          ? "it names no value"
          : (operator === "Gt" || operator === "Lt") && !/^-?\d+$/.test(values[0] ?? "")
            ? `${values[0]} is no whole number`
            : undefined;
      return reason === undefined ? [] : [problem("node-term-unsound", { owner, label: key, reason }, { at })];
    });
  });
