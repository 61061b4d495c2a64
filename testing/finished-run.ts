import type { Plan } from "../compiler/plan/plan.ts";
import { tasksOfAll } from "../compiler/plan/visit-plan.ts";
import type { AnyComponent } from "../dsl/component.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import type { ArtifactMemory } from "./artifact-memory.ts";
import { runReport } from "./run-report.ts";
import { runResults } from "./run-results.ts";
import type { Simulation } from "./simulation.ts";
import { type SkippedStep, skippedSteps } from "./skipped-steps.ts";
import { type Caller, callerFrames, testError } from "./test-error.ts";
import type { TestCache, TestedRun, TestedStep, TestPhase } from "./tested-run.ts";
import { type StepRecord, testedSteps } from "./tested-steps.ts";

/** A run that was interpreted to its end. What takes time to find is found when it is asked for. */
export class FinishedRun implements TestedRun<never> {
  readonly phase: TestPhase;
  readonly message: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly unanswered: readonly string[];
  readonly cache: TestCache;
  readonly #plan: Plan;
  readonly #simulation: Simulation;
  readonly #memory: ArtifactMemory;
  readonly #isOneResult: boolean;
  #records: readonly StepRecord[] | undefined;
  #skipped: readonly SkippedStep[] | undefined;

  /** @param isOneResult whether the body returned one ref, and not an object of them */
  constructor(plan: Plan, simulation: Simulation, memory: ArtifactMemory, cache: TestCache, isOneResult: boolean) {
    const { status } = simulation.controller;
    this.#plan = plan;
    this.#simulation = simulation;
    this.#memory = memory;
    this.#isOneResult = isOneResult;
    this.phase = status.phase;
    this.unanswered = Object.freeze([...simulation.unanswered]);
    const waiting = this.unanswered.map((step) => `"${step}"`).join(", ");
    this.message = status.phase === "Running" && waiting !== "" ? `nobody answers ${waiting}` : status.message;
    this.startedAt = new Date(simulation.controller.submission.createdAt);
    this.endedAt = new Date(simulation.now());
    this.cache = cache;
  }

  get steps(): readonly TestedStep[] {
    return this.#steps().map(({ step }) => step);
  }

  get order(): readonly string[] {
    const began = this.steps.filter(({ kind, phase }) => kind === "task" && phase !== "Skipped" && phase !== "Omitted");
    return began.map(({ step }) => step);
  }

  get report(): string {
    return runReport({ ...this, pipeline: this.#plan.name, steps: this.steps, skipped: this.skipped() });
  }

  get result(): never {
    this.#require("result", callerFrames(resultOf));
    return resultOf(this.#plan, this.#simulation, this.#memory, this.#isOneResult) as never;
  }

  skipped(): readonly SkippedStep[] {
    this.#skipped ??= Object.freeze(skippedSteps(this.#simulation));
    return this.#skipped;
  }

  calls(component: unknown): never {
    const { name } = (component as AnyComponent).spec;
    const names = tasksOfAll(this.#plan).map((task) => task.component.spec.name);
    if (!names.includes(name))
      throw testError(
        `Pipeline "${this.#plan.name}" does not use "${name}".${didYouMean(name, names)}`,
        callerFrames(FinishedRun.prototype.calls),
      );
    const found = this.#steps().filter(({ step, component: own }) => own?.spec.name === name && step.attempts.length > 0);
    return found.map(({ step: { kind: _, component: __, fromCache: ___, ...call } }) => Object.freeze(call)) as never;
  }

  step(name: string): TestedStep {
    const { steps } = this;
    const exact = steps.find(({ step }) => step === name);
    if (exact !== undefined) return exact;
    const inside = steps.filter(({ step }) => step.endsWith(`.${name}`));
    if (inside.length === 1) return inside[0]!;
    const names = steps.map(({ step }) => step);
    const why =
      inside.length > 1
        ? `There are several steps "${name}": ${inside.map(({ step }) => step).join(", ")}.`
        : `No step "${name}" began or was skipped.${didYouMean(name, names)} There are: ${names.join(", ")}.`;
    throw testError(why, callerFrames(FinishedRun.prototype.step));
  }

  assertSucceeded(): void {
    this.#require("success", callerFrames(FinishedRun.prototype.assertSucceeded));
  }

  #steps(): readonly StepRecord[] {
    this.#records ??= testedSteps(this.#simulation, this.#memory);
    return this.#records;
  }

  #require(wanted: string, caller: Caller): void {
    if (this.phase === "Succeeded") return;
    const what = wanted === "result" ? "There is no result: the run did not succeed." : "The run did not succeed.";
    throw testError(`${what}\n\n${this.report}`, caller);
  }
}

function resultOf(plan: Plan, { controller }: Simulation, memory: ArtifactMemory, isOne: boolean): unknown {
  if (Object.keys(plan.results).length === 0) return undefined;
  const results = runResults(plan, controller, memory);
  return isOne ? Object.values(results)[0] : Object.freeze(results);
}
