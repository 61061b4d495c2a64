import { problem } from "../../diagnostics/problem.ts";
import { duplicates } from "../manifest/duplicates.ts";
import type { LintRule } from "../rule.ts";

/** The tasks of a template have names of their own. */
export const taskNameTwice: LintRule = ({ templates, at }) =>
  templates.flatMap(({ tasks, label }) =>
    duplicates(tasks).map(([again, first]) =>
      problem(
        "task-name-twice",
        { template: label, kind: again.kind, name: again.name ?? "" },
        {
          at: at([...again.path, "name"]),
          related: [{ at: at([...first.path, "name"]), message: "the first one" }],
        },
      ),
    ),
  );
