import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** A script says something. */
export const scriptEmpty: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ role, body, path }) =>
      role === "script" && (body["source"] ?? "") === ""
        ? [problem("script-empty", { template: template.label }, { at: at(path, { key: true }) })]
        : [],
    ),
  );
