import { describe, expect, it } from "vitest";
import { z } from "zod";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { type RunCost, runCost } from "../../compiler/plan/run-cost.ts";
import { container, forEach, gpu, hours, minutes, onExit, pipeline, range, repeatUntil, suspend, when } from "../../dsl/index.ts";

const say = container({ name: "say", image: "i", command: () => ["true"] });
const ask = container({
  name: "ask",
  image: "i",
  outputs: { ok: z.boolean(), names: z.array(z.string()) },
  command: () => ["true"],
  outputsFrom: { ok: { from: "/tmp/ok", as: "json" }, names: { from: "/tmp/names", as: "json" } },
});

const costOf = (body: () => void): RunCost => runCost(resolve(pipeline({ name: "p" }, body)));

describe("what a run takes at most", () => {
  it("counts every try of a step, and its GPUs as long as it may run", () => {
    const cost = costOf(() => {
      say().with({ retry: 2, timeout: minutes(30), resources: { gpu: gpu(4) } });
      say();
    });
    expect(cost).toEqual({ pods: 4, gpuHours: 6, unknown: [] });
  });

  it("counts items and rounds, and of branches the one that takes more", () => {
    const cost = costOf(() => {
      forEach([1, 2, 3], () => say());
      forEach(range(5), () => say());
      const { ok } = ask();
      when(ok, () => {
        say();
      }).otherwise(() => {
        say().with({ timeout: hours(1), resources: { gpu: gpu(1) } });
        say();
      });
      onExit(() => say());
    });
    expect(cost).toEqual({ pods: 3 + 5 + 1 + 2 + 1, gpuHours: 1, unknown: [] });
    const rounds = costOf(() => {
      repeatUntil(
        () => ask(),
        ({ ok }) => ok,
        { max: 7 },
      );
    });
    expect(rounds.pods).toBe(7);
  });

  it("names what has no most instead of guessing", () => {
    const cost = costOf(() => {
      const { names } = ask();
      forEach(names, () => say().with({ resources: { gpu: gpu(1) } }));
      suspend();
    });
    expect(cost).toEqual({
      pods: 2,
      gpuHours: 0,
      unknown: [
        { step: "say", why: "no-timeout" },
        { step: expect.stringContaining("say"), why: "list-from-a-step" },
      ],
    });
  });
});
