import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** A container has an image. */
export const imageMissing: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ title, body, path, role }) =>
      (role === "main" || role === "script") && (body["image"] ?? "") === ""
        ? [problem("image-missing", { container: title, template: template.label }, { at: at(path, { key: true }) })]
        : [],
    ),
  );
