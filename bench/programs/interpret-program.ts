/** Ways in which steps hang together. */
export const graphs = ["chain", "fan", "layers"] as const;
export type Graph = (typeof graphs)[number];

/** How many steps a layer has; each of them reads two of the layer before. */
const width = 50;

const bodies: Readonly<Record<Graph, string>> = {
  chain: "let last = step({ n: 0 });\n  for (let i = 1; i < count; i++) last = step({ n: last.n });",
  fan: "for (let i = 0; i < count; i++) step({ n: i });",
  layers: `let layer = Array.from({ length: ${width} }, (_, i) => step({ n: i }));
  for (let i = 1; i < count / ${width}; i++) {
    const before = layer;
    layer = before.map(({ n }, at) => step({ n, other: before[(at + 1) % ${width}]!.n }));
  }`,
};

/** A test of a pipeline: compiled, and interpreted to its end with a fake that does nothing. */
export const interpretProgram = (graph: Graph, count: number): string => `import { component, pipeline } from "pipewright";
import { fake, testRun } from "pipewright/testing";
import { z } from "zod";

const step = component({
  name: "step",
  params: { n: z.int(), other: z.int().default(0) },
  outputs: { n: z.int() },
  run: async ({ params }) => ({ n: params.n }),
});

const count = ${count};
const tested = pipeline({ name: "${graph}" }, () => {
  ${bodies[graph]}
});
const run = await testRun(tested, { fakes: [fake(step, ({ n }) => ({ n }))] });
run.assertSucceeded();
if (run.calls(step).length !== count) throw new Error(\`\${run.calls(step).length} steps ran\`);
`;
