import { splitMarks } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A request goes to a whole URL. */
export const httpUrlWrong: Rule = (plan) =>
  stepsOfKind(plan, "http")
    .filter(({ work: { url } }) => !isUrl(url))
    .map(({ name, work: { url }, at }) => problem("http-url-wrong", { step: name, url: shown(url) }, { at }));

/** A URL that begins with a parameter is known in the run only. */
function isUrl(url: string): boolean {
  const parts = splitMarks(url);
  if (typeof parts[0] === "object") return true;
  const sample = parts.map((part) => (typeof part === "string" ? part : "x")).join("");
  return /^https?:\/\//.test(sample) && !/\s/.test(sample) && URL.canParse(sample);
}

const shown = (url: string): string =>
  splitMarks(url)
    .map((part) => (typeof part === "string" ? part : `<${part.param}>`))
    .join("");
