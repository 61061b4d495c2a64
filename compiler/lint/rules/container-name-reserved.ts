import { isReservedContainer } from "../../argo/laws/reserved-containers.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** Containers are not called like Argo's own. */
export const containerNameReserved: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ role, body, path }) => {
      const name = textOf(body["name"]) ?? "";
      return (role === "sidecar" || role === "set") && isReservedContainer(name)
        ? [
            problem(
              "container-name-reserved",
              { container: role === "set" ? "A container" : "A sidecar", template: template.label, name },
              { at: at([...path, "name"]) },
            ),
          ]
        : [];
    }),
  );
