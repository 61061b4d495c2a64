import { artifact, component, Examples, forEach, listOf, Model, pipeline, Schema, when } from "pipewright";
import { z } from "zod";

const ingest = component({
  name: "ingest",
  params: { source: z.string(), limit: z.int().default(10) },
  outputs: { examples: Examples, rows: z.int() },
  run: async ({ params }) => ({ rows: params.limit }),
});
const train = component({
  name: "train",
  params: { epochs: z.int(), learningRate: z.number().optional() },
  inputs: { examples: Examples },
  outputs: { model: Model, auc: z.number(), good: z.boolean() },
  run: async () => ({ auc: 1, good: true }),
});
const infer = component({ name: "infer", inputs: { examples: Examples }, outputs: { schema: Schema }, run: async () => {} });
const pick = component({
  name: "pick",
  params: { scores: z.array(z.number()) },
  inputs: { models: listOf(Model) },
  run: ({ inputs }) => void inputs.models[0]?.path,
});
const noArguments = component({ name: "none", run: () => {} });
const Own = artifact("Own");
const own = component({ name: "own", outputs: { made: Own }, run: async ({ outputs }) => void outputs.made.path });

pipeline({ name: "types", params: { epochs: z.int().default(3), source: z.string() } }, ({ epochs, source }) => {
  const { examples, rows } = ingest({ source });
  const { schema } = infer({ examples });
  const { model, auc, good } = train({ examples, epochs }).with({ retry: 2 });
  train({ examples, epochs: rows });
  noArguments().after(own());

  // @ts-expect-error input "examples" wants Examples, got Schema
  train({ examples: schema, epochs: 3 });
  // @ts-expect-error input "examples" wants the artifact Examples
  train({ examples: rows, epochs: 3 });
  // @ts-expect-error Property 'examples' is missing
  train({ epochs: 3 });
  // @ts-expect-error Type 'string' is not assignable to type 'Arg<number>'
  train({ examples, epochs: "3" });
  // @ts-expect-error a number where text is wanted
  ingest({ source: rows });
  // @ts-expect-error "epochz" is no parameter or input of this component
  train({ examples, epochs: 3, epochz: 4 });
  // @ts-expect-error a ref is no plain value: nothing to compare
  if (auc > 0.9) train({ examples, epochs: 1 });
  // @ts-expect-error Property 'rowz' does not exist
  ingest({ source: "a" }).rowz;
  // @ts-expect-error a number is no condition
  when(auc, () => {});
  // @ts-expect-error text does not compare with a number
  auc.gt("0.9");

  when(auc.gt(0.9), () => {
    infer({ examples });
  });
  when(good, () => {});
  const trials = forEach([0.1, 0.01], (learningRate) => train({ examples, epochs: 1, learningRate }));
  pick({ models: trials.model, scores: trials.auc });
  // @ts-expect-error input "models" wants Model[], got Model
  pick({ models: model, scores: trials.auc });
  forEach([{ lr: 0.1, n: 1 }], (trial) => train({ examples, epochs: trial.n, learningRate: trial.lr }));
  // @ts-expect-error Property 'nn' does not exist
  forEach([{ lr: 0.1 }], (trial) => train({ examples, epochs: trial.nn }));
});
