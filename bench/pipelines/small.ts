import { component, File, pipeline, when } from "pipewright";
import { z } from "zod";

const ingest = component({
  name: "ingest",
  params: { rows: z.int() },
  outputs: { examples: File },
  run: async () => {},
});
const train = component({
  name: "train",
  params: { rate: z.number() },
  inputs: { examples: File },
  outputs: { model: File },
  run: async () => {},
});
const evaluate = component({
  name: "evaluate",
  inputs: { examples: File, model: File },
  outputs: { auc: z.number() },
  run: async () => ({ auc: 0.9 }),
});
const publish = component({
  name: "publish",
  params: { auc: z.number() },
  inputs: { model: File },
  run: async () => {},
});

/** Four steps, two files handed on, a condition: bench/peers says the same in the words of others. */
export default pipeline({ name: "small", params: { rows: z.int().default(1000) } }, ({ rows }) => {
  const { examples } = ingest({ rows });
  const { model } = train({ examples, rate: 0.1 });
  const { auc } = evaluate({ examples, model });
  when(auc.gt(0.8), () => {
    publish({ model, auc });
  });
});
