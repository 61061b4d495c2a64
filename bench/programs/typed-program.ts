/** Ways in which a pipeline grows; each costs the type checker something else. */
export const shapes = ["chain", "fan", "branches", "operations", "calls"] as const;
export type Shape = (typeof shapes)[number];

const header = `import { component, forEach, listOf, max, Model, Examples, not, pipeline, text, when } from "pipewright";
import { z } from "zod";

const ingest = component({
  name: "ingest",
  params: { source: z.string(), limit: z.int().default(100) },
  outputs: { examples: Examples, rows: z.int() },
  run: async () => ({ rows: 1 }),
});
const clean = component({
  name: "clean",
  params: { rows: z.int(), note: z.string().optional() },
  inputs: { examples: Examples },
  outputs: { examples: Examples, rows: z.int() },
  run: async () => ({ rows: 1 }),
});
const train = component({
  name: "train",
  params: { rate: z.number(), layers: z.int().default(2), note: z.string().optional() },
  inputs: { examples: Examples },
  outputs: {
    model: Model,
    auc: z.number(),
    best: z.number().nullable(),
    good: z.boolean(),
    name: z.string(),
    words: z.array(z.string()),
    scores: z.object({ auc: z.number(), loss: z.number().optional(), deep: z.object({ rows: z.int() }) }),
  },
  run: () => {
    throw new Error("is not run");
  },
});
const pick = component({
  name: "pick",
  params: { scores: z.array(z.number()) },
  inputs: { models: listOf(Model) },
  outputs: { model: Model },
  run: async () => {},
});
const publish = component({ name: "publish", params: { auc: z.number() }, inputs: { model: Model }, run: async () => {} });
`;

interface Text {
  /** Before the pipeline. */
  readonly above?: readonly string[];
  readonly body: readonly string[];
}

const lines = (count: number, line: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => line(index));

/** What `numTasks` tasks of a shape look like, written out as an author would write each. */
const texts: Readonly<Record<Shape, (numTasks: number) => Text>> = {
  chain: (numTasks) => ({
    body: lines(numTasks, (index) => {
      const last = index === 0 ? "first" : `chain${index - 1}`;
      return `  const chain${index} = clean({ examples: ${last}.examples, rows: ${last}.rows });`;
    }),
  }),
  // two tasks each
  fan: (numTasks) => ({
    body: lines(
      numTasks / 2,
      (
        index,
      ) => `  const fan${index} = forEach([{ rate: 0.${index + 1}, layers: 2 }, { rate: 0.01, layers: 3 }], ({ rate, layers }) =>
    train({ examples: first.examples, rate, layers }),
  );
  pick({ models: fan${index}.model, scores: fan${index}.auc });`,
    ),
  }),
  // four tasks each
  branches: (numTasks) => ({
    body: lines(
      numTasks / 4,
      (index) => `  const branch${index} = when(first.rows.gt(${index}), () => {
    const { model, auc } = train({ examples: first.examples, rate: 0.1 });
    return { model, auc };
  })
    .elseWhen(first.rows.eq(${index}), () => {
      const { model, auc } = train({ examples: first.examples, rate: 0.2 });
      return { model, auc };
    })
    .otherwise(() => {
      const { model } = train({ examples: first.examples, rate: 0.3 });
      return { model, auc: 0.5 };
    });
  publish({ model: branch${index}.model, auc: branch${index}.auc });`,
    ),
  }),
  operations: (numTasks) => ({
    body: lines(numTasks, (index) => {
      const last = index === 0 ? "trained" : `operation${index - 1}`;
      return `  const operation${index} = train({
    examples: first.examples,
    rate: max(${last}.auc.plus(${last}.scores.deep.rows).times(0.5), ${last}.best.orElse(${last}.scores.loss.orElse(0))),
    layers: ${last}.words.length().plus(${index}),
    note: text\`\${${last}.name.concat("-", ${last}.words.at(0).orElse("none"))}: \${${last}.good.and(not(${last}.auc.gt(0.9)))}\`,
  });`;
    }),
  }),
  // one pipeline for every ten calls; a task in the text for each
  calls: (numTasks) => ({
    above: lines(
      Math.ceil(numTasks / 20),
      (
        index,
      ) => `const fit${index} = pipeline({ name: "fit-${index}", params: { rate: z.number() }, inputs: { examples: Examples } }, ({ rate, examples }) => {
  const { model, auc, scores } = train({ examples, rate });
  return { model, auc, loss: scores.loss.orElse(${index}) };
});`,
    ),
    body: lines(
      numTasks / 2,
      (
        index,
      ) => `  const call${index} = fit${Math.floor(index / 10)}({ examples: first.examples, rate: ${index === 0 ? "0.1" : `call${index - 1}.loss`} });
  publish({ model: call${index}.model, auc: call${index}.auc });`,
    ),
  }),
};

/** An author's file with `numTasks` tasks of each of some shapes; with none, the components and two tasks
 * alone. What a file does not use it imports all the same, so that two files differ by their tasks. */
export function typedProgram(some: readonly Shape[], numTasks: number): string {
  const parts = some.map((shape) => texts[shape](numTasks));
  return [
    header,
    ...parts.flatMap(({ above = [] }) => above),
    `export default pipeline({ name: "typed" }, () => {`,
    `  const first = ingest({ source: "a" });`,
    `  const trained = train({ examples: first.examples, rate: 0.1 });`,
    ...parts.flatMap(({ body }) => body),
    `});`,
    ``,
  ].join("\n");
}
