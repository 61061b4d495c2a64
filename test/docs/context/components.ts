import { component, Examples, Model, Statistics, TransformGraph } from "pipewright";
import { artifactRef, noWork, valueRef } from "./given.ts";

export const register = component({
  name: "register",
  inputs: { model: Model },
  run: noWork,
});
export const examples = artifactRef(Examples);
export const transformed = artifactRef(Examples);
export const stats = artifactRef(Statistics);
export const graph = artifactRef(TransformGraph);
export const model = artifactRef(Model);
export const simple = { scores: valueRef<Record<string, number>>() };
