import { isResourceName, isWholeOnly, quantityOf } from "../../argo/laws/quantity.ts";
import { recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** What a container asks for can be given. */
export const resourcesImpossible: LintRule = ({ templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ title, body, path }) => {
      const resources = recordOf(body["resources"]);
      const limits = recordOf(resources["limits"]);
      const refuse = (what: string, help: string, field: string, name: string, key = false) =>
        problem(
          "resources-impossible",
          { container: title, template: template.label, what, help },
          { at: at([...path, "resources", field, name], { key }) },
        );
      return ["limits", "requests"].flatMap((field) =>
        Object.entries(recordOf(resources[field])).flatMap(([name, value]) => {
          const amount = typeof value === "string" || typeof value === "number" ? quantityOf(value) : undefined;
          if (!isResourceName(name))
            return [
              refuse(
                `"${name}", which is no resource`,
                name === "gpu" ? "A GPU is nvidia.com/gpu or amd.com/gpu." : "Devices have a domain, as nvidia.com/gpu.",
                field,
                name,
                true,
              ),
            ];
          if (amount === undefined) return [];
          if (amount < 0) return [refuse(`${value} of ${name}, less than nothing`, "", field, name)];
          if (isWholeOnly(name) && !Number.isInteger(amount))
            return [refuse(`${value} of ${name}, which is given out whole`, "", field, name)];
          const limit = limits[name];
          const most = typeof limit === "string" || typeof limit === "number" ? quantityOf(limit) : undefined;
          return field === "requests" && most !== undefined && amount > most
            ? [
                refuse(
                  `${value} of ${name} and sets itself a limit of ${String(limit)}`,
                  "A request is at most the limit.",
                  field,
                  name,
                ),
              ]
            : [];
        }),
      );
    }),
  );
