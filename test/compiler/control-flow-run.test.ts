import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import { expectFile } from "../helpers/expected.ts";
import { type RanComponents, type Received, runComponents } from "../helpers/run-components.ts";

const samples = join(import.meta.dirname, "samples");
/** Those that only read: what they got is what a sample is about. */
const readers = ["say", "tell", "note", "report", "pick", "gather", "list-lists"];

async function runSample(sample: string, args: Readonly<Record<string, string>> = {}): Promise<RanComponents> {
  const module = (await import(join(samples, sample, "pipeline.ts"))) as { default: PipelineNode };
  const ran = await runComponents(module.default, args);
  expect(ran).toMatchObject({ phase: "Succeeded", message: "" });
  return ran;
}

const ofReaders = ({ received }: RanComponents): Readonly<Record<string, Received>> =>
  Object.fromEntries(Object.entries(received).filter(([, { component }]) => readers.includes(component)));

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The manifests of the samples, run: what readers were given is beside each, by the name of the node. */
describe("what readers are given in a run of", () => {
  it.each([
    ["branches", "run-rows-0.json", { rows: "0" }],
    ["branches", "run-rows-1.json", { rows: "1" }],
    ["branches", "run-rows-5.json", { rows: "5" }],
    ["branches", "run-rows-20.json", { rows: "20" }],
    ["branches", "run.json", {}],
    ["branches", "run-rows-500.json", { rows: "500" }],
    ["branches", "run-rows-5000.json", { rows: "5000" }],
    ["loops", "run.json", {}],
    ["loops", "run-count-1.json", { count: "1" }],
    ["loops", "run-count-0.json", { count: "0" }],
    ["repetitions", "run.json", {}],
    ["repetitions", "run-goal-0.json", { goal: "0" }],
    ["repetitions", "run-goal-7.json", { goal: "7" }],
    ["called-pipelines", "run.json", {}],
    ["called-pipelines", "run-hostile.json", { text: "{{workflow.name}}" }],
    ["called-pipelines", "run-hi.json", { text: "hi" }],
    ["control-flow", "run.json", {}],
    ["control-flow", "run-epochs-4.json", { epochs: "4", names: "[]" }],
  ])("%s: %s", async (sample, file, args) => {
    expectFile(join(samples, sample, "_expected", file), json(ofReaders(await runSample(sample, args))));
  });
});
