import { describe, expect, it } from "vitest";
import { z } from "zod";
import { resolve } from "../../../compiler/1-resolve/resolve.ts";
import type { PlanTask } from "../../../compiler/plan/plan.ts";
import { tasksOf, tasksOfAll } from "../../../compiler/plan/visit-plan.ts";
import { completeProfile } from "../../../compiler/profiles/complete-profile.ts";
import { component, gibibytes, pipeline, profile, type TaskDefaults, type TaskOptions } from "../../../dsl/index.ts";

const work = component({ name: "work", run: () => {} });
const count = component({ name: "count", outputs: { rows: z.int() }, run: () => ({ rows: 1 }) });
const office = completeProfile(
  profile({ name: "office", defaults: { retry: 1, env: { A: "office", B: "office" }, pull: "always" } }),
)!;

function optionsOf(defaults: TaskDefaults, ...own: readonly TaskOptions[]): TaskOptions {
  const built = pipeline({ name: "options", defaults }, () => {
    const task = work();
    for (const options of own) task.with(options);
  });
  return tasksOf(resolve(built, { profile: office }))[0]!.options;
}

describe("the nearer option goes before the farther", () => {
  it("task before pipeline before profile; records key by key", () => {
    expect(optionsOf({ env: { B: "pipeline", C: "pipeline" }, retry: 2 }, { env: { C: "task" }, resources: { cpu: 1 } })).toEqual(
      {
        retry: 2,
        env: { A: "office", B: "pipeline", C: "task" },
        pull: "always",
        resources: { cpu: 1 },
      },
    );
  });

  it("lists are replaced whole, and false takes a default away", () => {
    const defaults: TaskDefaults = { tolerations: [{ key: "a" }], timeout: "1h", cache: { maxAge: "1h" } };
    expect(optionsOf(defaults, { tolerations: [{ key: "b" }], timeout: false, cache: false })).toMatchObject({
      tolerations: [{ key: "b" }],
      timeout: false,
      cache: false,
    });
  });

  it("a second .with adds to the first", () => {
    const both = optionsOf(
      {},
      { resources: { cpu: 1 }, labels: { a: "1" } },
      { resources: { memory: gibibytes(1) }, labels: { b: "2" } },
    );
    expect(both).toMatchObject({ resources: { cpu: 1, memory: gibibytes(1) }, labels: { a: "1", b: "2" } });
  });
});

describe("a variable whose value is of the run", () => {
  const variables = (task: PlanTask) => [Object.keys(task.options.env ?? {}).sort(), Object.keys(task.env).sort()];

  it("is kept apart from those that are known, and the later word counts", () => {
    const built = pipeline({ name: "variables" }, () => {
      const first = count();
      work().with({ env: { A: "1", B: first.rows } });
      work()
        .with({ env: { B: first.rows } })
        .with({ env: { B: "known after all" } });
      work()
        .with({ env: { B: "known" } })
        .with({ env: { B: first.rows } });
    });
    const [, ...tasks] = tasksOf(resolve(built));
    expect(tasks.map(variables)).toEqual([
      [["A"], ["B"]],
      [["B"], []],
      [["B"], ["B"]],
    ]);
    expect(tasks.map(({ dependsOn }) => dependsOn)).toEqual([["count"], [], ["count"]]);
  });
});

it("a called pipeline's own defaults hold for its tasks, whoever calls it", () => {
  const inner = pipeline({ name: "inner", defaults: { retry: 5 } }, () => void work());
  const outer = pipeline({ name: "outer", defaults: { retry: 3 } }, () => {
    inner();
    work();
  });
  expect(tasksOfAll(resolve(outer)).map(({ options }) => options.retry)).toEqual([3, 5]);
});
