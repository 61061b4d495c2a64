import { component, forEach, pipeline } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { stepsOf, tasksOf } from "../../compiler/plan/visit-plan.ts";

const say = component({ name: "say", params: { what: z.unknown() }, run: () => {} });
const inner = pipeline({ name: "inner", defaults: { retry: 1, timeout: "1h", labels: { from: "inner" } } }, () => {
  say({ what: 1 });
  say({ what: 2 }).with({ timeout: "5m" });
});
const around = pipeline({ name: "around", defaults: { retry: 2 } }, () => {
  say({ what: 3 });
  return { inner: inner().with({ labels: { by: "around" } }) };
});

const namesOf = (...bodies: readonly (() => void)[]): readonly string[] =>
  stepsOf(resolve(pipeline({ name: "names" }, () => void bodies.map((body) => body())))).map(({ name }) => name);

describe("a step's name", () => {
  it("is what its author says, and stays it when another one is added before it", () => {
    const named = (): void => {
      say({ what: 1 });
      say({ what: 2 }).with({ name: "say-more" });
      forEach([1, 2], (item) => void say({ what: item }).with({ name: "say-each" }));
      inner().with({ name: "prepare" });
    };
    const one = (): void => void say({ what: 0 });
    expect(namesOf(named)).toEqual(["say", "say-more", "say-each", "say-each", "prepare"]);
    expect(namesOf(one, named)).toEqual(["say", "say-2", "say-more", "say-each", "say-each", "prepare"]);
  });

  it("is not given to anything else: what is numbered makes way", () => {
    expect(
      namesOf(() => {
        say({ what: 1 });
        say({ what: 2 });
        say({ what: 3 }).with({ name: "say-2" });
        say({ what: 4 }).with({ name: "say" });
      }),
    ).toEqual(["say-3", "say-4", "say-2", "say"]);
  });
});

describe("options of a call", () => {
  const plan = resolve(
    pipeline({ name: "calls", defaults: { retry: 9 } }, () => {
      around();
      around();
      around().with({ timeout: "2h", retry: 5, labels: { from: "call" } });
    }),
  );
  const [plain, same, told] = plan.steps.map((step) => (step.kind === "call" ? step.pipeline : plan));
  const insideOf = (called: typeof plan) => called.steps.find((step) => step.kind === "call")!.pipeline;

  it("hold for all tasks inside, before their pipelines' defaults and after what each says of itself", () => {
    expect(tasksOf(plain!).map(({ options }) => options)).toEqual([{ retry: 2 }]);
    expect(tasksOf(told!).map(({ options }) => options)).toEqual([{ retry: 5, timeout: "2h", labels: { from: "call" } }]);
    expect(tasksOf(insideOf(plain!)).map(({ options }) => options)).toEqual([
      { retry: 1, timeout: "1h", labels: { from: "inner", by: "around" } },
      { retry: 1, timeout: "5m", labels: { from: "inner", by: "around" } },
    ]);
    expect(tasksOf(insideOf(told!)).map(({ options }) => options)).toEqual([
      { retry: 5, timeout: "2h", labels: { from: "call", by: "around" } },
      { retry: 5, timeout: "5m", labels: { from: "call", by: "around" } },
    ]);
  });

  it("cost nothing where there are none: such calls are one plan", () => {
    expect(plain).toBe(same);
    expect(plain).not.toBe(told);
  });
});
