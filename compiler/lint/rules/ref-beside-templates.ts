import { problem } from "../../diagnostics/problem.ts";
import { runsTemplate } from "../manifest/is-whole.ts";
import type { LintRule } from "../rule.ts";

/** A workflow has templates, or refers to who has them. */
export const refBesideTemplates: LintRule = ({ object }) =>
  runsTemplate(object) && object.templates.length > 0
    ? [
        problem(
          "ref-beside-templates",
          { object: object.label },
          { at: object.at([...object.specPath, "templates"], { key: true }) },
        ),
      ]
    : [];
