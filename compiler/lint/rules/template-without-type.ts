import { templateTypes } from "../../argo/laws/template-types.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A template is something. */
export const templateWithoutType: LintRule = ({ templates, at }) =>
  templates.flatMap(({ types, label, path }) =>
    types.length === 0
      ? [problem("template-without-type", { name: label, types: templateTypes.join(", ") }, { at: at(path) })]
      : [],
  );
