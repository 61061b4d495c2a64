import { problem } from "../../diagnostics/problem.ts";
import { duplicates } from "../manifest/duplicates.ts";
import type { LintRule } from "../rule.ts";

/** Templates of one object have names of their own. */
export const templateNameTwice: LintRule = ({ object }) =>
  duplicates(object.templates).map(([again, first]) =>
    problem(
      "template-name-twice",
      { name: again.name ?? "" },
      {
        at: object.at([...again.path, "name"]),
        related: [{ at: object.at([...first.path, "name"]), message: "the first one" }],
      },
    ),
  );
