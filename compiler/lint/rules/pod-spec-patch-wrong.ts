import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { yamlProblem } from "../yaml/yaml-problem.ts";

/** A patch of the pod can be read, as far as it stands there. */
export const podSpecPatchWrong: LintRule = ({ object, templates, at }) =>
  [
    { where: "the workflow", body: object.spec, path: object.specPath },
    ...templates.map(({ label, body, path }) => ({ where: `template "${label}"`, body, path })),
  ].flatMap(({ where, body, path }) => {
    const patch = textOf(body["podSpecPatch"]);
    const what = patch === undefined ? undefined : yamlProblem(patch);
    return what === undefined ? [] : [problem("pod-spec-patch-wrong", { where, what }, { at: at([...path, "podSpecPatch"]) })];
  });
