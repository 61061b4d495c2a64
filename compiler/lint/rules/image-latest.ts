import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** An image is a certain one. */
export const imageLatest: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ title, body, path }) => {
      const image = textOf(body["image"]) ?? "";
      return /:latest$/.test(image)
        ? [problem("image-latest", { container: title, template: template.label, image }, { at: at([...path, "image"]) })]
        : [];
    }),
  );
