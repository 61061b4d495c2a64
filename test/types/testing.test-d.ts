import { artifact, component, container, Examples, forEach, listOf, Model, pipeline } from "pipewright";
import { fake, runComponent, type TestArtifact, testRun, testSchedule } from "pipewright/testing";
import { z } from "zod";

const train = component({
  name: "train",
  params: { epochs: z.int(), note: z.string().optional() },
  inputs: { examples: Examples },
  outputs: { model: Model, auc: z.number(), kind: z.enum(["good", "bad"]) },
  run: () => ({ auc: 1, kind: "good" as const }),
});
const pick = component({ name: "pick", inputs: { models: listOf(Model) }, outputs: { best: Model }, run: () => {} });
const grep = container({
  name: "grep",
  image: "a:1",
  params: { pattern: z.string() },
  outputs: { count: z.int() },
  command: ["x"],
});
const make = component({ name: "make", outputs: { examples: Examples }, run: () => {} });
const Other = artifact("Other");
const other = component({ name: "other", outputs: { other: Other }, run: () => {} });

// What a fake gets and gives
fake(train, { auc: 0.9, kind: "good" });
fake(train, { auc: 0.9, kind: "good", model: { "weights.bin": new Uint8Array(3) } });
fake(train, ({ epochs, examples, note }, attempt, step) => {
  const isText: string | undefined = note;
  step.takes("2h");
  return { auc: epochs / attempt, kind: examples.text === isText ? "good" : "bad" };
});
fake(train, async () => ({ auc: 1, kind: "good" as const }));
fake(train, () => {
  throw new Error("always");
});
fake(pick, ({ models }) => ({ best: models[0]!.content }));
fake(pick, {});
fake(pick, () => {});
fake(grep, ({ pattern }) => ({ count: pattern.length }));
// @ts-expect-error an output is missing
fake(train, { auc: 0.9 });
// @ts-expect-error an output is missing
fake(train, () => ({ auc: 0.9 }));
// @ts-expect-error nothing is returned
fake(train, () => {});
// @ts-expect-error a text for a number
fake(train, () => ({ auc: "0.9", kind: "good" as const }));
// @ts-expect-error a text for a number
fake(train, { auc: "0.9", kind: "good" });
// @ts-expect-error none of the choices
fake(train, () => ({ auc: 0.9, kind: "fine" as const }));
// @ts-expect-error a number for an artifact
fake(pick, () => ({ best: 3 }));
// @ts-expect-error "aux" is no output of this component
fake(train, () => ({ auc: 0.9, kind: "good" as const, aux: 1 }));
// @ts-expect-error "aux" is no output of this component
fake(train, { auc: 0.9, kind: "good", aux: 1 });
// @ts-expect-error Property 'epoch' does not exist
fake(train, ({ epoch }) => ({ auc: epoch, kind: "good" as const }));
// @ts-expect-error a number is no text
fake(train, ({ epochs }) => ({ auc: epochs.length, kind: "good" as const }));
// @ts-expect-error one artifact is no list
fake(train, ({ examples }) => ({ auc: examples.length, kind: "good" as const }));
// @ts-expect-error a list of artifacts has no text
fake(pick, ({ models }) => ({ best: models.text }));
// @ts-expect-error a promise of a wrong value
fake(grep, async () => ({ count: "3" }));

const tested = pipeline({ name: "tested", params: { epochs: z.int().default(3) } }, ({ epochs }) => {
  const { examples } = make();
  const trials = forEach([1, 2], () => train({ examples, epochs }));
  return { ...pick({ models: trials.model }), all: trials.model, aucs: trials.auc, constant: 3 };
});

const run = await testRun(tested, { params: { epochs: 4 }, real: [make], answers: { approve: { go: "YES" } } });
const [first] = run.calls(train);
const epochs: number | undefined = first?.inputs.epochs;
const auc: number | undefined = first?.outputs?.auc;
const kind: "good" | "bad" | undefined = first?.outputs?.kind;
const model: TestArtifact | undefined = first?.outputs?.model;
const models: readonly TestArtifact[] | undefined = run.calls(pick)[0]?.inputs.models;
const best: TestArtifact = run.result.best;
const aucs: readonly number[] = run.result.aucs;
const all: readonly TestArtifact[] = run.result.all;
const constant: number = run.result.constant;
export const used = [epochs, auc, kind, model, models, best, aucs, all, constant];
// @ts-expect-error a text for a number
await testRun(tested, { params: { epochs: "4" } });
// @ts-expect-error an unknown parameter
await testRun(tested, { params: { epoch: 4 } });
// @ts-expect-error Property 'bestt' does not exist
run.result.bestt;
// @ts-expect-error Property 'epoch' does not exist
first?.inputs.epoch;
// @ts-expect-error a component is no fake
await testRun(tested, { fakes: [train] });
// @ts-expect-error a pipeline is no component
run.calls(tested);

const one = pipeline({ name: "one" }, () => train({ examples: make().examples, epochs: 1 }).auc);
export const result: number = (await testRun(one)).result;
const starts = await testSchedule(one, { from: "2026-01-01", to: new Date(), takes: "2h" });
export const played: number | undefined = starts[0]?.run?.result;
// @ts-expect-error an end is missing
await testSchedule(one, { from: "2026-01-01" });

await runComponent(pick, { inputs: { models: ["a", { content: { b: "c" } }] } });
// @ts-expect-error a list of artifacts wants a list
await runComponent(pick, { inputs: { models: "a" } });
// @ts-expect-error a number for a folder
await runComponent(other, {}, { folder: 3 });
