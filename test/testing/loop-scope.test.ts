import { component, forEach, pipeline } from "pipewright";
import { fake, testRun } from "pipewright/testing";
import { expect, it } from "vitest";
import { z } from "zod";

const plan = component({ name: "plan", outputs: { base: z.int() }, run: () => ({ base: 1 }) });
const train = component({ name: "train", params: { epochs: z.int() }, outputs: { auc: z.number() }, run: () => ({ auc: 1 }) });

// The controller puts the item into a task whose other references are replaced already; what is about both has to wait for both.
it("an expression about an item and a parameter or an output is replaced when the item is there", async () => {
  const tested = pipeline({ name: "loops", params: { epochs: z.int().default(3) } }, ({ epochs }) => {
    const { base } = plan();
    forEach([1, 2], (more) => {
      train({ epochs: epochs.plus(more).plus(base) });
    });
  });
  const run = await testRun(tested, { fakes: [fake(plan, { base: 10 }), fake(train, { auc: 1 })] });
  run.assertSucceeded();
  expect(run.calls(train).map(({ inputs }) => inputs.epochs)).toEqual([14, 15]);
});
