import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

const roots = /^(item|steps|inputs|outputs|pod|workflow|tasks)\./;

/** A tag's name stands in the line of its braces. */
export const tagHoldsLineBreak: LintRule = ({ tags, at }) =>
  tags.flatMap(({ tag, path, nth }) =>
    tag.kind === "simple" && /[\t\r\n]/.test(tag.text) && roots.test(tag.inner) && !/\s/.test(tag.inner)
      ? [problem("tag-holds-line-break", { name: tag.inner }, { at: at(path, { text: tag.text, nth }) })]
      : [],
  );
