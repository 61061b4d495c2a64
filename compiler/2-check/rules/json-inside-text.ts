import { splitMarks } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import { workTexts } from "../../foreign/work-texts.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** The JSON of a parameter is a whole value of an object: inside a text its quotes would end that text. */
export const jsonInsideText: Rule = (plan) =>
  stepsOfKind(plan, "resource", "http").flatMap(({ name, work, at }) => {
    const data = work.kind === "resource" ? work.manifest : work.body;
    if (data === undefined || typeof data === "string") return [];
    const field = work.kind === "resource" ? "manifest" : "body";
    return workTexts(work)
      .filter(({ where, text }) => where.startsWith(field) && holdsJsonInside(text))
      .map(({ where }) => problem("json-inside-text", { step: name, where }, { at }));
  });

function holdsJsonInside(text: string): boolean {
  const parts = splitMarks(text);
  return parts.length > 1 && parts.some((part) => typeof part !== "string" && part.form === "json");
}
