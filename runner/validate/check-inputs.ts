import { climbsOut } from "../../compiler/argo/laws/artifact-path.ts";
import type { Artifact, Template } from "../../compiler/argo/model.generated.ts";
import { checkLocation } from "./artifact-location.ts";
import { checkPortNames } from "./check-names.ts";
import { inside, refuse } from "./refusal.ts";
import { isLeaf } from "./template-type.ts";

/** Looks at a template's inputs. @returns the names that they give its tags */
export function checkInputs(template: Template): readonly string[] {
  const { name = "", inputs: { parameters = [], artifacts = [] } = {} } = template;
  inside(`templates.${name}.inputs.parameters`, () => checkPortNames(parameters));
  inside(`templates.${name}.inputs.artifacts`, () => checkPortNames(artifacts));
  const leaf = isLeaf(template);
  for (const artifact of artifacts) {
    const at = `templates.${name}.inputs.artifacts.${artifact.name}`;
    checkPath(at, artifact, leaf);
    if (artifact.from) refuse(`${at}.from not valid in inputs`);
    checkLocation(at, artifact);
  }
  return [
    ...parameters.map((parameter) => `inputs.parameters.${parameter.name}`),
    ...(parameters.length > 0 ? ["inputs.parameters"] : []),
    ...artifacts.flatMap((artifact) => {
      const own = `inputs.artifacts.${artifact.name}`;
      return leaf ? [own, `${own}.path`] : [own];
    }),
  ];
}

/** A path is what a pod's artifact has, and nothing else; it does not lead upwards. */
export function checkPath(at: string, { name, path }: Artifact, leaf: boolean): void {
  if (!leaf) {
    if (path) refuse(`${at}.path only valid in container/script templates`);
    return;
  }
  if (!path) refuse(`error in ${at}: Artifact '${name}' did not specify a path`);
  if (climbsOut(path))
    refuse(`error in ${at}: Artifact '${name}' attempted to use a path containing '..'. Directory traversal is not permitted`);
}
