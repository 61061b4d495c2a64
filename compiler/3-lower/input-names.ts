import type { ArtifactNode } from "../../dsl/nodes/ref-node.ts";
import type { StepId } from "../plan/plan.ts";
import type { LeafRef } from "../plan/visit-plan.ts";

// Inputs that bring something into a body are called `<step>-<output>`. Names of our own have a `_` before the first `-`, where no
// step has one.

type Names = ReadonlyMap<StepId, string>;

/** The input that brings a value into a body. */
export function inputName(ref: LeafRef, names: Names): string {
  switch (ref.kind) {
    case "output":
      return `${names.get(ref.task)}-${ref.output}`;
    case "collected":
    case "merged":
      return `${names.get(ref.scope)}-${ref.result}`;
    case "item":
      return ["item", names.get(ref.scope), ...ref.path.map(safeName)].join("_");
    case "index":
      return `index_${names.get(ref.scope)}`;
    case "state":
      return `state_${names.get(ref.scope)}_${ref.name}`;
    case "ended":
      return `ended_${names.get(ref.scope) ?? "run"}_${ref.fact}`;
    case "left":
      return `left_${names.get(ref.task)}-${ref.output}`;
    case "parameter":
      return parameterInput(ref.name);
  }
}

/** The input that brings a parameter of a pipeline into a body. */
const parameterInput = (name: string): string => `param_${name}`;

/** The input that brings an artifact into a body. */
export function artifactInputName(node: ArtifactNode, names: Names): string {
  switch (node.kind) {
    case "output":
      return `${names.get(node.task)}-${node.output}`;
    case "collected":
    case "merged":
      return `${names.get(node.scope)}-${node.result}`;
    case "state":
      return `state_${names.get(node.scope)}_${node.name}`;
    case "input":
      return `input_${node.name}`;
    case "stored":
      return "stored";
  }
}

/** The input that brings the prefix of a list of artifacts into a body. */
export const listInputName = (node: ArtifactNode, names: Names): string => `list_${artifactInputName(node, names)}`;

/** A key of an item as part of a parameter's name: other characters by their number, so that two keys stay two names. */
const safeName = (key: string): string =>
  key.replace(/[^A-Za-z0-9]/gu, (character) => `_${character.codePointAt(0)!.toString(16)}_`);
