import { readFile, writeFile } from "node:fs/promises";
import { component, File, forEach, listOf, pipeline, repeatUntil } from "pipewright";
import { z } from "zod";

const start = component({
  name: "start",
  outputs: { model: File },
  run: async ({ outputs }) => {
    await writeFile(outputs.model.path, "0");
  },
});
const improve = component({
  name: "improve",
  params: { rate: z.number(), round: z.int(), words: z.string() },
  inputs: { model: File },
  outputs: { model: File, rate: z.number(), score: z.number(), words: z.string() },
  run: async ({ inputs, params, outputs }) => {
    await writeFile(outputs.model.path, `${await readFile(inputs.model.path, "utf8")}>${params.round}`);
    return { rate: params.rate / 2, score: params.round / 10, words: `${params.words}{{` };
  },
});
const gather = component({
  name: "gather",
  inputs: { models: listOf(File) },
  outputs: { all: z.string() },
  run: async ({ inputs }) => ({ all: (await Promise.all(inputs.models.map(({ path }) => readFile(path, "utf8")))).join() }),
});
const tell = component({
  name: "tell",
  params: { rate: z.number(), words: z.string() },
  inputs: { model: File },
  run: async ({ inputs, params, log }) => {
    log.info(`${await readFile(inputs.model.path, "utf8")} ${params.rate} ${params.words}`);
  },
});

export default pipeline({ name: "repetitions", params: { goal: z.number().default(0.3) } }, ({ goal }) => {
  const first = start();
  const tuned = repeatUntil(
    (last, round) => improve({ rate: last.rate, words: last.words, model: last.model, round }),
    ({ score }) => score.ge(goal),
    { max: 10, start: { rate: 1, words: "$(X)", model: first.model } },
  );
  tell({ rate: tuned.rate, words: tuned.words, model: tuned.model });

  // the most rounds, with a loop in each and inside a loop
  forEach([1, 2], (rate) => {
    const many = repeatUntil(
      (_last, round) => {
        const parts = forEach([0.1, 0.2], (part) => improve({ rate: part, words: "", model: first.model, round }));
        const all = gather({ models: parts.model });
        return { all: all.all, rate };
      },
      (result) => result.all.eq("never"),
      { max: 2 },
    );
    tell({ rate: many.rate, words: many.all, model: first.model });
  });
});
