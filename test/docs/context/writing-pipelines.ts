import { component, Examples, File, listOf, Model } from "pipewright";
import { z } from "zod";
import { artifactRef, noWork, valueRef } from "./given.ts";

export const count = component({
  name: "count",
  params: { min: z.int().default(0) },
  inputs: { text: File },
  outputs: { lines: z.int(), long: File },
  run: noWork,
});
export const show = component({ name: "show", params: { lines: z.int() }, run: noWork });
export const archive = component({ name: "archive", inputs: { text: File }, run: noWork });
export const load = component({
  name: "load",
  params: { source: z.string() },
  outputs: { examples: Examples, log: File },
  run: noWork,
});
export const train = component({
  name: "train",
  params: {
    rate: z.number().default(0.01),
    layers: z.int().default(2),
    seed: z.int().default(1),
    batchSize: z.number().default(256),
  },
  inputs: { examples: Examples },
  outputs: { model: Model, auc: z.number() },
  run: noWork,
});
export const trainLarge = component({
  name: "train-large",
  inputs: { examples: Examples },
  outputs: { model: Model, auc: z.number() },
  run: noWork,
});
export const evaluate = component({
  name: "judge",
  inputs: { model: Model, examples: Examples },
  outputs: {
    rows: z.int(),
    auc: z.number(),
    best: z.number().nullable(),
    words: z.array(z.string()),
    scores: z.object({ calibration: z.number() }),
  },
  run: noWork,
});
export const register = component({
  name: "register",
  params: { note: z.string().default("") },
  inputs: { model: Model },
  run: noWork,
});
export const pickBest = component({
  name: "pick-best",
  params: { scores: z.array(z.number()) },
  inputs: { models: listOf(Model) },
  outputs: { model: Model },
  run: noWork,
});
export const propose = component({
  name: "propose",
  params: { rows: z.int() },
  outputs: { candidates: z.array(z.object({ rate: z.number(), layers: z.int() })), shards: z.int() },
  run: noWork,
});
export const indexShard = component({
  name: "index-shard",
  params: { shard: z.int() },
  inputs: { examples: Examples },
  run: noWork,
});
export const tell = component({ name: "tell", params: { message: z.string() }, run: noWork });
export const announce = component({ name: "announce", params: { run: z.string() }, run: noWork });
export const alarm = component({ name: "alarm", params: { text: z.string() }, run: noWork });
export const record = component({ name: "record", params: { status: z.string(), auc: z.number() }, run: noWork });
export const report = component({
  name: "report",
  params: { status: z.string(), failures: z.array(z.unknown()), auc: z.number() },
  run: noWork,
});

export const notes = artifactRef(File);
export const examples = artifactRef(Examples);
export const model = artifactRef(Model);
export const baseline = artifactRef(Model);
export const rows = valueRef<number>();
export const region = valueRef<string>();
export const checked = { ok: valueRef<boolean>() };
export const fitted = { model, auc: valueRef<number>() };
