import { component, File, forEach, listOf, pipeline, repeatUntil } from "pipewright";
import { z } from "zod";

const start = component({ name: "start", outputs: { model: File }, run: () => undefined });
const improve = component({
  name: "improve",
  inputs: { model: File },
  outputs: { model: File, score: z.number() },
  run: () => ({ score: 1 }),
});
const keep = component({ name: "keep", inputs: { model: File }, outputs: { model: File }, run: () => undefined });
const gather = component({ name: "gather", inputs: { models: listOf(File) }, run: () => undefined });

export default pipeline({ name: "right" }, () => {
  const first = start();
  const trials = forEach([1, 2], () => {
    const tuned = repeatUntil(
      ({ model }) => improve({ model }),
      ({ score }) => score.gt(1),
      { max: 3, start: { model: first.model } },
    );
    return { model: keep({ model: tuned.model }).model };
  });
  gather({ models: trials.model });
});
