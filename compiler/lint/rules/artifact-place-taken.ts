import { listOf, type Path, recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** Each input of a container has a place of its own. */
export const artifactPlaceTaken: LintRule = ({ templates, at }) =>
  templates.flatMap((template) => {
    const taken = new Map<string, { readonly what: string; readonly path: Path }>();
    for (const { role, body, path } of containersOf(template)) {
      if (role === "init" || role === "sidecar") continue;
      for (const [index, mount] of listOf(body["volumeMounts"]).entries()) {
        const { name, mountPath } = recordOf(mount);
        if (typeof mountPath === "string")
          taken.set(mountPath, { what: `the volume "${String(name)}"`, path: [...path, "volumeMounts", index] });
      }
    }
    return template.inputs.artifacts.flatMap(({ name = "", body, path }) => {
      const place = textOf(body["path"]);
      if (place === undefined || place === "") return [];
      const other = taken.get(place);
      if (other === undefined) taken.set(place, { what: `artifact "${name}"`, path });
      return other === undefined
        ? []
        : [
            problem(
              "artifact-place-taken",
              { name, template: template.label, path: place, other: other.what },
              {
                at: at([...path, "path"]),
                related: [{ at: at(other.path), message: "what is there" }],
              },
            ),
          ];
    });
  });
