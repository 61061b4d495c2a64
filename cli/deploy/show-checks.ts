import type { Check } from "../../cluster/doctor/check.ts";
import { visibleText } from "../../util/visible-text.ts";
import { wrapText } from "../../util/wrap-text.ts";
import type { Style, Terminal } from "../terminal.ts";

const signs: Readonly<Record<Check["status"], (style: Style) => string>> = {
  ok: ({ green }) => green("ok  "),
  warn: ({ yellow }) => yellow("warn"),
  fail: ({ red }) => red("fail"),
  unknown: ({ dim }) => dim("?   "),
};

/** A line for each check, and under it how to mend it. */
export function showChecks(checks: readonly Check[], terminal: Terminal): string {
  const parts = (["machine", "cluster"] as const).flatMap((where) => {
    const some = checks.filter((one) => one.where === where);
    if (some.length === 0) return [];
    return [
      terminal.style.bold(where === "machine" ? "This machine" : "The cluster"),
      ...some.flatMap((one) => linesOf(one, terminal)),
      "",
    ];
  });
  const bad = checks.filter(({ status }) => status === "fail").length;
  const doubtful = checks.filter(({ status }) => status === "warn").length;
  const words = bad + doubtful === 0 ? "All is well." : `${bad} failed, ${doubtful} to look at.`;
  return `${[...parts, words].join("\n")}\n`;
}

function linesOf({ status, about, says, mend }: Check, { style, width, wraps }: Terminal): readonly string[] {
  const wrapped = (text: string, indent: string): readonly string[] => {
    const plain = visibleText(text).replaceAll("\n", " ");
    return (wraps ? wrapText(plain, Math.max(20, width - indent.length)) : [plain]).map((line) => `${indent}${line}`);
  };
  const [first = "", ...rest] = wrapped(`${about}: ${says}`, "       ");
  return [
    `  ${signs[status](style)} ${first.trimStart()}`,
    ...rest,
    ...(mend === undefined ? [] : wrapped(mend, "       → ").map((line, index) => (index === 0 ? line : line.replace("→", " ")))),
  ];
}
