import { artifact, component, listOf, Model, pipeline, when } from "pipewright";
import { type FakeStep, fake } from "pipewright/testing";
import { z } from "zod";

export const Rows = artifact("Rows");
export const ingest = component({
  name: "ingest",
  params: { source: z.string(), limit: z.int().default(10) },
  outputs: { rows: Rows, count: z.int() },
  run: () => ({ count: 0 }),
});
export const train = component({
  name: "train",
  params: { epochs: z.int() },
  inputs: { rows: Rows },
  outputs: { model: Model, auc: z.number() },
  run: () => ({ auc: 0 }),
});
export const register = component({
  name: "register",
  params: { note: z.string().optional() },
  inputs: { model: Model },
  run: () => {},
});
export const compare = component({
  name: "compare",
  params: { scores: z.array(z.number()) },
  inputs: { models: listOf(Model) },
  outputs: { best: z.int() },
  run: () => ({ best: 0 }),
});
export const note = component({ name: "note", params: { text: z.string() }, run: () => {} });

export const taxi = pipeline({ name: "taxi", params: { epochs: z.int().default(3) } }, ({ epochs }) => {
  const { rows, count } = ingest({ source: "taxi.csv" });
  const { model, auc } = train({ rows, epochs });
  when(auc.gt(0.9), () => {
    register({ model });
  });
  return { model, auc, count };
});
export const good = [fake(ingest, { count: 3, rows: "a,b\n1,2\n" }), fake(register, {})];

/** A fake that takes its time. */
export const taking =
  <T>(time: string, left: T) =>
  (_given: unknown, _attempt: number, step: FakeStep): T => {
    step.takes(time);
    return left;
  };
