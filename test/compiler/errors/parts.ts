import { component, Examples, listOf, Model, Schema } from "pipewright";
import { z } from "zod";

export const ingest = component({
  name: "ingest",
  params: { source: z.string() },
  outputs: { examples: Examples, rows: z.int(), good: z.boolean() },
  run: () => ({ rows: 1, good: true }),
});
export const infer = component({ name: "infer", inputs: { examples: Examples }, outputs: { schema: Schema }, run: () => {} });
export const train = component({
  name: "train",
  params: { epochs: z.int().positive(), tags: z.array(z.string()).optional() },
  inputs: { examples: Examples },
  outputs: { model: Model, auc: z.number() },
  run: () => ({ auc: 1 }),
});
export const pick = component({ name: "pick", inputs: { models: listOf(Model) }, run: () => {} });
export const say = component({ name: "say", params: { what: z.unknown() }, run: () => {} });
