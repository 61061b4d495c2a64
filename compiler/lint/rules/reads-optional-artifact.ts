import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Who takes an artifact that may not have been made says that it can do without. */
export const readsOptionalArtifact: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ template, task }) =>
    task.arguments.artifacts.flatMap(({ name = "", body, path }) => {
      const from = /^\{\{\s*(?:tasks|steps)\.([^.]+)\.outputs\.artifacts\.([\w-]+)\s*\}\}$/.exec(textOf(body["from"]) ?? "");
      if (from === null || body["optional"] === true) return [];
      const producer = subject.scopes.order(template).task(from[1] ?? "");
      const callee = producer === undefined ? undefined : subject.project.callee(subject.object, producer.body, producer.inline);
      if (callee?.kind !== "template") return [];
      const output = callee.template.outputs.artifacts.find((one) => one.name === from[2]);
      if (output?.body["optional"] !== true) return [];
      return [
        problem(
          "reads-optional-artifact",
          { reader: task.label, name, from: from[0] },
          {
            at: subject.at([...path, "from"]),
            related: [{ at: callee.owner.at(output.path), message: "the output" }],
          },
        ),
      ];
    }),
  );
