import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Every tag has an end. */
export const tagNotClosed: LintRule = ({ texts, at }) =>
  texts.flatMap(({ unclosed, path, text, template }) => {
    if (unclosed === undefined) return [];
    const nth = text.slice(0, unclosed).split("{{").length - 1;
    const where = template === undefined ? String(path.at(-1)) : `template "${template.label}"`;
    return [problem("tag-not-closed", { where }, { at: at(path, { text: "{{", nth }) })];
  });
