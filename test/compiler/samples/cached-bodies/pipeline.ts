import { component, days, File, forEach, listOf, pipeline, repeatUntil, when } from "pipewright";
import { z } from "zod";

const cached = { cache: { maxAge: days(7) } };
const never = { cache: false } as const;

const make = component({
  name: "make",
  params: { source: z.string() },
  outputs: { made: File, good: z.boolean(), parts: z.array(z.string()) },
  run: () => ({ good: true, parts: [] }),
});
const learn = component({
  name: "learn",
  inputs: { from: File },
  outputs: { model: File, loss: z.number() },
  run: () => ({ loss: 1 }),
});
const read = component({ name: "read", inputs: { one: File }, run: () => {} });
const pick = component({ name: "pick", inputs: { all: listOf(File) }, outputs: { best: File }, run: () => {} });

/** A loop in a branch in a called pipeline, of which the best comes out. */
const search = pipeline({ name: "search", inputs: { from: File }, params: { wide: z.boolean() } }, ({ from, wide }) => {
  const { best } = when(wide, () => {
    const { model } = forEach(["a", "b"], () => {
      const { model } = learn({ from });
      return { model: learn({ from: model }).model };
    });
    return { best: pick({ all: model }).with(cached).best };
  }).otherwise(() => ({ best: from }));
  return { best };
});

/** Digests go with results through every word, to the steps that are cached. */
export default pipeline({ name: "cached-bodies" }, () => {
  const { made, good, parts } = make({ source: "a.csv" });

  const chosen = when(good, () => ({ file: learn({ from: made }).model })).otherwise(() => ({ file: made }));
  read({ one: chosen.file }).with(cached);

  const known = forEach([1, 2], () => ({ model: learn({ from: made }).model }));
  pick({ all: known.model }).with(cached);

  const asked = forEach(parts, () => ({ model: learn({ from: made }).with(never).model }), { parallelism: 2 });
  pick({ all: asked.model }).with(cached);

  const last = repeatUntil(
    ({ model }) => {
      read({ one: model }).with(cached);
      const next = learn({ from: model });
      return { model: next.model, loss: next.loss, isDone: next.loss.lt(0.1) };
    },
    (round) => round.isDone,
    { start: { model: made }, max: 3 },
  );
  read({ one: last.model }).with(cached);

  const { best } = search({ from: chosen.file, wide: good });
  read({ one: best }).with(cached);
});
