import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

const begins = /^\{\{\s*(=|(item|steps|inputs|outputs|pod|workflow|tasks)\.)/;

/** Every tag has an end. */
export const tagNotClosed: LintRule = ({ texts, at }) =>
  texts.flatMap(({ unclosed, path, text, template }) => {
    if (unclosed === undefined || !begins.test(text.slice(unclosed))) return [];
    const nth = text.slice(0, unclosed).split("{{").length - 1;
    const where = template === undefined ? String(path.at(-1)) : `template "${template.label}"`;
    return [problem("tag-not-closed", { where }, { at: at(path, { text: "{{", nth }) })];
  });
