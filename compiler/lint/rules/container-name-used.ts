import { isReservedContainer } from "../../argo/laws/reserved-containers.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** Each container of a pod has a name of its own. */
export const containerNameUsed: LintRule = ({ templates, at }) =>
  templates.flatMap((template) => {
    const taken = new Set(["init", "wait", ...(template.type === "container" || template.type === "script" ? ["main"] : [])]);
    return containersOf(template).flatMap(({ role, body, path }) => {
      const name = textOf(body["name"]);
      // Whatever the main container is called, Argo calls it main; containers of a set are another law's.
      if (
        name === undefined ||
        role === "main" ||
        role === "script" ||
        role === "set" ||
        (role === "sidecar" && isReservedContainer(name))
      )
        return [];
      const isTaken = taken.has(name);
      taken.add(name);
      return isTaken
        ? [
            problem(
              "container-name-used",
              { container: role === "init" ? "An init container" : "A sidecar", template: template.label, name },
              { at: at([...path, "name"]) },
            ),
          ]
        : [];
    });
  });
