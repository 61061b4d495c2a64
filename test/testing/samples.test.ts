import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { testRun } from "pipewright/testing";
import { expect, it } from "vitest";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { plansOf, stepsOf } from "../../compiler/plan/visit-plan.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import type { Pipeline } from "../../dsl/pipeline.ts";
import { anyFakes, anyParams } from "./helpers/any-fakes.ts";

const compiler = join(import.meta.dirname, "../compiler");
const samples = readdirSync(join(compiler, "samples")).map((name) => join("samples", name, "pipeline.ts"));
const rights = readdirSync(join(compiler, "errors")).map((code) => join("errors", code, "right.ts"));

const namesIn = (plan: Plan): ReadonlySet<string> =>
  new Set(
    plansOf(plan)
      .flatMap(stepsOf)
      .map(({ name }) => name),
  );

// Every word and every way to nest them: each node has to lead back to a step.
it.each([...samples, ...rights].filter((file) => existsSync(join(compiler, file))))(
  "%s runs to its end, with everything in it by the author's names",
  async (file) => {
    const { default: pipeline } = (await import(join(compiler, file))) as { readonly default?: PipelineNode };
    if (pipeline?.kind !== "pipeline") return; // a look-alike of a profile or of a file
    const names = namesIn(resolve(pipeline));
    const run = await testRun(pipeline as unknown as Pipeline<{}, {}, unknown>, {
      params: anyParams(pipeline) as {},
      fakes: anyFakes(pipeline),
      configMaps: new Proxy({}, { get: () => new Proxy({}, { get: () => "1" }) }),
    });
    // what the simplest values make of an expression may be an error: then it is the cluster's too
    expect(run.message).not.toContain("stuck");
    if (run.phase === "Error") expect(run.report).toContain("failed to evaluate expression");
    for (const { step } of [...run.steps, ...run.skipped()])
      expect(names).toContain(step.replace(/^.*\./, "").replace(/\(\d+\)$/, ""));
  },
);
