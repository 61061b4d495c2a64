import { constantsIn } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Headers are what HTTP allows: names without blanks, values on one line, each name once. */
export const httpHeaderWrong: Rule = (plan) =>
  stepsOfKind(plan, "http").flatMap(({ name, work: { headers }, at }) =>
    Object.entries(headers).flatMap(([header, value], index, all) => {
      const why = reason(
        header,
        value,
        all.slice(0, index).map(([before]) => before),
      );
      return why === undefined ? [] : [problem("http-header-wrong", { step: name, header, why }, { at })];
    }),
  );

function reason(header: string, value: unknown, before: readonly string[]): string | undefined {
  if (!headerName.test(header)) return "names are letters, digits and hyphens";
  if (before.some((other) => other.toLowerCase() === header.toLowerCase())) return "it is there twice, in other letters";
  const lines = typeof value === "string" && constantsIn(value).some((text) => /[\r\n\0]/.test(text));
  return lines ? "its value has more than one line" : undefined;
}
