import { readFile, writeFile } from "node:fs/promises";
import { component, File, forEach, listOf, pipeline, when } from "pipewright";
import { z } from "zod";

const measure = component({
  name: "measure",
  params: { rows: z.int() },
  outputs: { rows: z.int(), fallback: File, note: z.string() },
  run: async ({ params, outputs }) => {
    await writeFile(outputs.fallback.path, "fallback");
    return { rows: params.rows, note: "{{workflow.name}} $(HOME)" };
  },
});
const trainer = component({
  name: "fit",
  params: { size: z.string() },
  outputs: { model: File, score: z.number(), label: z.string() },
  run: async ({ params, outputs }) => {
    await writeFile(outputs.model.path, params.size);
    return { score: params.size.length, label: `${params.size} {{x}}` };
  },
});
const gather = component({
  name: "gather",
  inputs: { models: listOf(File) },
  outputs: { all: z.string() },
  run: async ({ inputs }) => ({ all: (await Promise.all(inputs.models.map(({ path }) => readFile(path, "utf8")))).join() }),
});
const report = component({
  name: "report",
  params: { label: z.string(), score: z.number() },
  inputs: { model: File },
  outputs: { line: z.string() },
  run: async ({ inputs, params }) => ({ line: `${await readFile(inputs.model.path, "utf8")} ${params.label} ${params.score}` }),
});
const note = component({
  name: "note",
  params: { text: z.string() },
  run: ({ params, log }) => void log.info(params.text),
});

export default pipeline({ name: "branches", params: { rows: z.int().default(50) } }, ({ rows }) => {
  const measured = measure({ rows });

  // every branch makes it, in one step each
  const fitted = when(measured.rows.gt(1000), () => trainer({ size: "large" }))
    .elseWhen(measured.rows.gt(100), () => trainer({ size: "middle" }))
    .otherwise(() => trainer({ size: "small" }));
  report({ label: fitted.label, score: fitted.score, model: fitted.model });

  // one branch makes it in several steps, another takes what is there
  const chosen = when(measured.rows.lt(10), () => ({ model: measured.fallback, label: measured.note, score: 0.5 }))
    .elseWhen(rows.gt(40), () => {
      const first = trainer({ size: "first" });
      const second = trainer({ size: first.label });
      return { model: second.model, label: second.label, score: first.score };
    })
    .otherwise(() => ({ model: fitted.model, label: "as before", score: fitted.score }));
  report({ label: chosen.label, score: chosen.score, model: chosen.model });

  // one ref, and not an object of them
  const text = when(measured.rows.eq(50), () => trainer({ size: "fifty" }).label).otherwise(() => measured.note);
  note({ text });

  // nested, in a loop, and collected
  const models = forEach([5, 50, 5000], (size) => {
    const outer = when(size.gt(10), () => {
      const inner = when(size.gt(100), () => trainer({ size: "huge" })).otherwise(() => trainer({ size: "some" }));
      return { model: inner.model };
    }).otherwise(() => trainer({ size: "few" }));
    return { model: outer.model };
  });
  gather({ models: models.model });

  when(rows.eq(0), () => {
    note({ text: "none" });
  }).elseWhen(rows.eq(1), () => {
    note({ text: "one" });
    note({ text: "only" });
  });
});
