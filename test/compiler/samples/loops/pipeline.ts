import { readFile, writeFile } from "node:fs/promises";
import { component, File, forEach, listOf, pipeline, range } from "pipewright";
import { z } from "zod";

const Candidate = z.object({ rate: z.number(), name: z.string(), layers: z.array(z.int()) });

const propose = component({
  name: "propose",
  params: { count: z.int() },
  outputs: { candidates: z.array(Candidate), names: z.array(z.string()), shards: z.int() },
  run: ({ params }) => {
    const numbers = Array.from({ length: params.count }, (_, index) => index);
    return {
      candidates: numbers.map((index) => ({ rate: index / 10, name: `{{item}} "${index}" $(X)`, layers: [index, 2] })),
      names: numbers.map((index) => `it's ${index}\n`),
      shards: params.count,
    };
  },
});
const train = component({
  name: "train",
  params: { rate: z.number(), name: z.string().default("-"), layers: z.array(z.int()).default([]), index: z.int().default(0) },
  outputs: { model: File, score: z.number(), label: z.string() },
  run: async ({ params, outputs }) => {
    await writeFile(outputs.model.path, `${params.index}:${params.name}`);
    return { score: params.rate * 2, label: params.name };
  },
});
const pick = component({
  name: "pick",
  params: { scores: z.array(z.number()), labels: z.array(z.string()) },
  inputs: { models: listOf(File) },
  outputs: { best: z.string() },
  run: async ({ inputs, params }) => {
    const models = await Promise.all(inputs.models.map(({ path }) => readFile(path, "utf8")));
    return { best: JSON.stringify([models, params.scores, params.labels]) };
  },
});
const say = component({
  name: "say",
  params: { what: z.unknown() },
  run: ({ params, log }) => void log.info(JSON.stringify(params.what)),
});

export default pipeline({ name: "loops", params: { count: z.int().default(3) } }, ({ count }) => {
  const plan = propose({ count });

  // over a list of objects that a task makes; artifacts and values come back as lists
  const trials = forEach(plan.candidates, ({ rate, name, layers }, index) => train({ rate, name, layers, index }));
  pick({ models: trials.model, scores: trials.score, labels: trials.label });

  // over a list of texts, two at a time, to the end whatever fails
  const named = forEach(plan.names, (name) => train({ rate: 1, name }), { parallelism: 2, failFast: false });
  say({ what: named.label });

  // over numbers that are known, and over numbers that are not
  const folds = forEach(range(3), (fold) => train({ rate: 0.5, index: fold }));
  pick({ models: folds.model, scores: folds.score, labels: folds.label });
  forEach(range(plan.shards), (shard) => say({ what: shard }));

  // nothing to do: skipped, and what it collects is an empty list
  const empty = propose({ count: 0 });
  const none = forEach(empty.candidates, ({ rate }) => train({ rate }));
  say({ what: none.score });
  pick({ models: none.model, scores: none.score, labels: none.label });

  // inside one another, over what the outer item holds
  const nested = forEach(plan.candidates, (candidate) => {
    const inner = forEach(candidate.layers, (layer) => train({ rate: candidate.rate, index: layer }));
    return { picked: pick({ models: inner.model, scores: inner.score, labels: inner.label }).best, scores: inner.score };
  });
  say({ what: nested.picked });
  say({ what: nested.scores });
});
