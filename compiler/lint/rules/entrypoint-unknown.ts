import { didYouMean } from "../../../util/did-you-mean.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** The entrypoint is a template that is there. */
export const entrypointUnknown: LintRule = ({ object, project }) => {
  const name = textOf(object.spec["entrypoint"]);
  const callee = name === undefined || name === "" ? undefined : project.templateOf(object, name);
  if (callee?.kind !== "unknown") return [];
  const words = { name: callee.name, hint: didYouMean(callee.name, project.templateNames(callee.owner)) };
  return [problem("entrypoint-unknown", words, { at: object.at([...object.specPath, "entrypoint"]) })];
};
