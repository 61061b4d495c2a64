import { component, gpu, pipeline } from "pipewright";
import { FakeFailure, fake, testRun } from "pipewright/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const learn = component({ name: "learn", outputs: { auc: z.number() }, run: () => ({ auc: 1 }) });

const lent = pipeline({ name: "lent" }, () => {
  const { auc } = learn().with({ resources: { gpu: gpu({ kind: "our-own", spot: { startsAnew: true } }) } });
  return { auc };
});

/** A test is for no cluster, so kinds and machines of one's own are no mistakes in it. */
describe("a step on machines that may be taken back, in a test", () => {
  it("is tried again when its machine goes, after a while", async () => {
    const run = await testRun(lent, {
      fakes: [
        fake(learn, (_given, attempt) => {
          if (attempt === 1) throw new FakeFailure("pod deleted", { phase: "Error" });
          if (attempt === 2) throw new FakeFailure("imminent node shutdown", { exitCode: 143 });
          return { auc: 0.9 };
        }),
      ],
    });
    expect(run.result.auc).toBe(0.9);
    expect(run.step("learn").attempts.map(({ waitedSeconds }) => waitedSeconds)).toEqual([0, 30, 60]);
  });

  it("fails at once when it is the step's own fault", async () => {
    const run = await testRun(lent, {
      fakes: [
        fake(learn, () => {
          throw new FakeFailure("no rows");
        }),
      ],
    });
    expect(run.phase).toBe("Failed");
    expect(run.step("learn").attempts).toHaveLength(1);
  });
});
