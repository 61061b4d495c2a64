import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** An object has a name, or the beginning of one. */
export const objectWithoutName: LintRule = ({ object }) =>
  textOf(object.metadata["name"]) || textOf(object.metadata["generateName"]) || object.path.length > 1
    ? []
    : [problem("object-without-name", { kind: object.kind }, { at: object.at([...object.path, "metadata"], { key: true }) })];
