import { component, Examples, listOf, Model } from "pipewright";
import { z } from "zod";
import { artifactRef, noWork, valueRef } from "./given.ts";

const candidates = z.array(z.object({ rate: z.number(), layers: z.int() }));

export const propose = component({ name: "propose", params: { space: z.string() }, outputs: { candidates }, run: noWork });
export const train = component({
  name: "train",
  params: { rate: z.number().default(0.01), layers: z.int().default(2) },
  inputs: { examples: Examples },
  outputs: { model: Model, auc: z.number() },
  run: noWork,
});
export const pick = component({
  name: "pick",
  params: { scores: z.array(z.number()) },
  inputs: { models: listOf(Model) },
  outputs: { model: Model },
  run: noWork,
});
export const step = component({
  name: "step",
  params: { rate: z.number() },
  outputs: { rate: z.number(), auc: z.number() },
  run: noWork,
});
export const space = valueRef<string>();
export const examples = artifactRef(Examples);
export const baseline = { model: artifactRef(Model) };
export const checked = { ok: valueRef<boolean>() };
