import { listOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** A container says what it runs. */
export const commandLeftOut: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ title, body, path, role }) =>
      (role === "main" || role === "set") &&
      body["image"] !== undefined &&
      listOf(body["command"]).length === 0 &&
      (body["command"] ?? null) === null
        ? [problem("command-left-out", { container: title, template: template.label }, { at: at(path, { key: true }) })]
        : [],
    ),
  );
