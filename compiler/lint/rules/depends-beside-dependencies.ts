import { listOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** The tasks of a DAG say in one way what they wait for. */
export const dependsBesideDependencies: LintRule = ({ templates, at }) =>
  templates.flatMap(({ tasks, label }) => {
    const newer = tasks.find(({ body }) => textOf(body["depends"]));
    const older = tasks.find(({ body }) => listOf(body["dependencies"]).length > 0 && !textOf(body["depends"]));
    return newer === undefined || older === undefined
      ? []
      : [
          problem(
            "depends-beside-dependencies",
            { template: label },
            {
              at: at([...older.path, "dependencies"], { key: true }),
              related: [{ at: at([...newer.path, "depends"], { key: true }), message: "depends" }],
            },
          ),
        ];
  });
