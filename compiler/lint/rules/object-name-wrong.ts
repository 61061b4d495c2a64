import { isSubdomain, lowerCaseName } from "../../argo/laws/kubernetes-names.ts";
import { hasTags } from "../../argo/laws/template-tags.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** The name of an object is one that the API server takes. */
export const objectNameWrong: LintRule = ({ object }) => {
  const { metadata, path } = object;
  const given = textOf(metadata["name"]);
  const beginning = textOf(metadata["generateName"]);
  const field = given === undefined ? "generateName" : "name";
  const name = given ?? (beginning === undefined ? undefined : `${beginning}x`);
  // A tag is filled in by whoever submits it; a name that is too long is another law's.
  if (name === undefined || name === "" || hasTags(name) || isSubdomain(name.slice(0, 200))) return [];
  const words = { name: given ?? beginning ?? "", suggestion: lowerCaseName(name) };
  return [problem("object-name-wrong", words, { at: object.at([...path, "metadata", field]) })];
};
