import type { z } from "zod";
import { tasksOfAll } from "../compiler/plan/visit-plan.ts";
import type { AnyComponent, Params } from "../dsl/component.ts";
import type { PipelineNode } from "../dsl/nodes/pipeline-node.ts";
import { type Pipeline, pipeline } from "../dsl/pipeline.ts";
import { isArtifactRef, isRef } from "../dsl/ref.ts";
import { Locks } from "../runner/controller/locks.ts";
import { submit } from "../runner/manifest/submit.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { answering, type TestAnswers } from "./answers.ts";
import { ArtifactMemory } from "./artifact-memory.ts";
import { type CompiledTest, compileTest } from "./compiled-test.ts";
import type { Fake } from "./fake.ts";
import { FinishedRun } from "./finished-run.ts";
import { PodPlayer } from "./pod-player.ts";
import { Simulation } from "./simulation.ts";
import { type Caller, callerFrames, placeText, testError } from "./test-error.ts";
import type { TestCache, TestedRun } from "./tested-run.ts";

/** What a run of a test is told, and who plays in it. */
export interface TestOptions<P extends Params = Params> extends RunOptions {
  /** What the run is told; what has a default may be left out. */
  readonly params?: { readonly [K in keyof P]?: z.input<P[K]> };
  /** When it begins (default the first of January 2026). */
  readonly now?: Date | string;
  /** What cached steps of an earlier run have left. */
  readonly cache?: TestCache;
}

/** What all runs of a test have in common. */
export interface RunOptions {
  /** Who stands in for components; the last one of a component counts. */
  readonly fakes?: readonly Fake[];
  /** Components without a fake that run for real, in this process; `true` for all. */
  readonly real?: true | readonly { readonly spec: { readonly name: string } }[];
  /** What people answer, by the name of the step that asks. */
  readonly answers?: TestAnswers;
  /** Values of ConfigMaps, such as the limits of semaphores: `{ locks: { gpus: "2" } }`. */
  readonly configMaps?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const defaultNow = "2026-01-01T00:00:00Z";

/**
 * Runs a pipeline in this process, under a clock of its own: it is compiled, and interpreted as the controller would, with fakes for its
 * components. Back-offs, timeouts, approvals and deadlines pass at once.
 *
 * ```ts
 * const run = await testRun(taxi, {
 *   params: { epochs: 3 },
 *   fakes: [fake(ingest, { rows: 100 }), fake(train, ({ epochs }) => ({ auc: epochs / 4 }))],
 *   answers: { approve: { go: "YES" } },
 * });
 * expect(run.calls(train)).toMatchObject([{ inputs: { epochs: 3 }, outputs: { auc: 0.75 } }]);
 * ```
 *
 * @throws TestError for a pipeline that does not compile, a step without a fake, a fake that breaks its contract, an unknown name; never for
 * a run that fails: that is what `run.phase` says
 */
export async function testRun<P extends Params, R>(
  tested: Pipeline<P, {}, R>,
  options: TestOptions<P> = {},
): Promise<TestedRun<R>> {
  const caller = callerFrames(testRun);
  const { params = {}, now = defaultNow, cache } = options;
  const compiled = compileTest(tested, params, caller);
  const begin = timeOf(now, caller);
  return (await runCompiled(tested, compiled, options, { begin, caller, ...(cache && { cache }) })) as unknown as TestedRun<R>;
}

/** When a run begins, and when somebody ends it. */
export interface RunTimes {
  readonly begin: number;
  readonly caller: Caller;
  readonly scheduledAt?: number;
  readonly terminateAt?: number;
  readonly cache?: TestCache;
}

/** Interprets a pipeline that is compiled. @throws TestError as `testRun` */
export async function runCompiled(
  tested: PipelineNode,
  { plan, cluster, workflow }: CompiledTest,
  { fakes = [], real = [], answers = {}, configMaps = {} }: RunOptions,
  { begin, caller, scheduledAt, terminateAt, cache }: RunTimes,
): Promise<FinishedRun> {
  const components = [...new Set(tasksOfAll(plan).map(({ component }) => component))];
  checkFakes(fakes, components, plan.name, caller);
  const submission = submit(workflow, cluster, {
    uid: "00000000-0000-4000-8000-000000000001",
    now: begin,
    ...(scheduledAt !== undefined && { scheduledAt }),
  });
  const memory = new ArtifactMemory();
  const realNames = real === true ? undefined : new Set(real.map(({ spec }) => spec.name));
  const isReal = ({ spec, work }: AnyComponent) => work.kind === "function" && (realNames?.has(spec.name) ?? true);
  const player = new PodPlayer({ workflow: submission.name, fakes, isReal, memory, caller, components });
  const entries = new Map(cache?.entries);
  const simulation = new Simulation({
    plan,
    submission,
    play: (call) => player.play(call),
    answer: answering(answers, plan, caller),
    configMap: (name, key) => configMaps[name]?.[key] ?? cluster.configMap(name)?.[key],
    cache: entries,
    locks: new Locks(),
    ...(terminateAt !== undefined && { terminateAt }),
  });
  await simulation.run();
  return new FinishedRun(plan, simulation, memory, { entries }, returnsOne(tested));
}

/** Whether the body returned one ref, and not an object of them: a call of the pipeline gives the same. */
function returnsOne(called: PipelineNode): boolean {
  let isOne = false;
  pipeline({ name: "asked" }, () => {
    const given: unknown = (called as unknown as () => unknown)();
    isOne = isRef(given) || isArtifactRef(given);
  });
  return isOne;
}

function checkFakes(fakes: readonly Fake[], components: readonly AnyComponent[], pipeline: string, caller: Caller): void {
  const names = components.map(({ spec }) => spec.name);
  for (const { component, at } of fakes) {
    const { name } = component.spec;
    const used = components.find(({ spec }) => spec.name === name);
    if (used !== undefined && used.spec === component.spec) continue;
    const where = placeText(at);
    const why =
      used === undefined
        ? `Pipeline "${pipeline}" does not use it.${didYouMean(name, names)}`
        : `Pipeline "${pipeline}" uses another component of that name, of ${placeText(used.at)}.`;
    throw testError(`There is a fake of "${name}"${where === "" ? "" : ` (${where})`}. ${why}`, caller, { name: "fake", at });
  }
}

/** @throws TestError for what is no time */
export function timeOf(given: Date | string, caller: Caller): number {
  const time = new Date(given).getTime();
  if (Number.isNaN(time)) throw testError(`${JSON.stringify(given)} is no time: say "2026-03-01T06:00:00Z", or a Date.`, caller);
  return time;
}
