import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";
import { textOf } from "../yaml/json.ts";

/** An image is a certain one. */
export const imageLatest: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ label, body, path }) => {
      const image = textOf(body["image"]) ?? "";
      return /:latest$/.test(image)
        ? [
            problem(
              "image-latest",
              { container: label.replace(/^./, (first) => first.toUpperCase()), template: template.label, image },
              { at: at([...path, "image"]) },
            ),
          ]
        : [];
    }),
  );
