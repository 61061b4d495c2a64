import { recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** The numbers of users and groups are ones that there can be. */
export const userImpossible: LintRule = ({ object, templates, at }) =>
  [
    { body: object.spec, path: object.specPath },
    ...templates.map(({ body, path }) => ({ body, path })),
    ...templates.flatMap((template) => containersOf(template).map(({ body, path }) => ({ body, path }))),
  ].flatMap(({ body, path }) => {
    const context = recordOf(body["securityContext"]);
    return ["runAsUser", "runAsGroup", "fsGroup"].flatMap((field) => {
      const value = context[field];
      return typeof value === "number" && (value < 0 || value > 2147483647)
        ? [problem("user-impossible", { field, value }, { at: at([...path, "securityContext", field]) })]
        : [];
    });
  });
