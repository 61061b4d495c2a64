import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Every template of the list has a name. */
export const templateWithoutName: LintRule = ({ object }) =>
  object.templates.flatMap(({ body, path }, index) =>
    body["name"] === undefined || body["name"] === null || body["name"] === ""
      ? [problem("template-without-name", { number: index + 1, object: object.label }, { at: object.at(path) })]
      : [],
  );
