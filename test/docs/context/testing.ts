import { approve, artifact, component, container, cron, File, listOf, Model, pipeline, when } from "pipewright";
import { z } from "zod";

// What docs/testing.md takes as known.

export const Rows = artifact("Rows");

export const ingest = component({
  name: "ingest",
  params: { source: z.string() },
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

export const compare = component({
  name: "compare",
  inputs: { models: listOf(Model) },
  outputs: { best: z.int() },
  run: () => ({ best: 0 }),
});

export const register = component({ name: "register", inputs: { model: Model }, run: () => {} });

export const count = component({
  name: "count",
  params: { min: z.int().default(0) },
  inputs: { text: File },
  outputs: { lines: z.int() },
  run: ({ params }) => ({ lines: params.min }),
});

export const grep = container({
  name: "grep",
  image: "alpine:3.22",
  params: { pattern: z.string() },
  inputs: { text: File },
  outputs: { count: z.int() },
  outputsFrom: { count: "stdout" },
  command: ["grep"],
});

const schedule = cron("30 2 * * *", { timezone: "Europe/Berlin", concurrency: "forbid" });

export const taxi = pipeline({ name: "taxi", params: { epochs: z.int().default(3) }, schedule }, ({ epochs }) => {
  const { rows } = ingest({ source: "taxi.csv" });
  const { model, auc } = train({ rows, epochs });
  const release = approve({ message: "Release?", parameters: { go: z.enum(["YES", "NO"]).default("NO") }, timeout: "12h" });
  when(auc.gt(0.9), () => {
    register({ model });
  });
  return { model, auc, go: release.go };
});
