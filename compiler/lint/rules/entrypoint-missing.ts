import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { isWhole } from "../manifest/is-whole.ts";
import type { LintRule } from "../rule.ts";

/** A run begins somewhere. */
export const entrypointMissing: LintRule = ({ object, project }) => {
  if (!isWhole(object) || textOf(object.spec["entrypoint"])) return [];
  // The template that a workflow refers to may say it; one that is not here is not known.
  const owner = project.templatesOwner(object);
  if (owner === undefined || (owner !== object && textOf(owner.spec["entrypoint"]))) return [];
  if (object.valueAt(object.specPath) === undefined) return [];
  const [first] = object.templates;
  const words = { object: object.label, suggestion: first?.name ?? "…" };
  return [problem("entrypoint-missing", words, { at: object.at([...object.specPath, "entrypoint"], { key: true }) })];
};
