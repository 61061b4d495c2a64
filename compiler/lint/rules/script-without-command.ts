import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** A script has an interpreter. */
export const scriptWithoutCommand: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ role, body, path }) =>
      role === "script" && (body["command"] ?? null) === null && !/^#!/.test(textOf(body["source"]) ?? "")
        ? [problem("script-without-command", { template: template.label }, { at: at(path, { key: true }) })]
        : [],
    ),
  );
