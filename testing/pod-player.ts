import type { Template } from "../compiler/argo/model.generated.ts";
import type { PlanTask } from "../compiler/plan/plan.ts";
import { exitCodes, failureOf, terminationMessage } from "../containers/entrypoint/failure.ts";
import { unwireEnv } from "../containers/entrypoint/wired-env.ts";
import type { AnyComponent } from "../dsl/component.ts";
import { type Duration, durationSeconds } from "../dsl/duration.ts";
import type { NodeStatus } from "../runner/controller/node-status.ts";
import type { PodOutcome } from "../runner/pods/pod.ts";
import type { ArtifactMemory } from "./artifact-memory.ts";
import { type Fake, FakeFailure, type FakeStep } from "./fake.ts";
import { foreignInputsOf, podInputsOf, type StepInputs } from "./given-inputs.ts";
import { leave } from "./left-outputs.ts";
import { missingFake } from "./missing-fake.ts";
import { runReal } from "./real-step.ts";
import { type Caller, placeText, testError } from "./test-error.ts";

/** One try of a step that is to be played. */
export interface PodCall {
  readonly task: PlanTask;
  /** By the author's names. */
  readonly step: string;
  /** The node of the step: what its task was given. */
  readonly owner: NodeStatus;
  readonly node: string;
  readonly template: Template;
  readonly attempt: number;
  readonly now: number;
}

/** What came of it. */
export interface PlayedPod {
  readonly given: Readonly<Record<string, unknown>>;
  readonly outcome: PodOutcome;
  /** What it left, as the author sees it; undefined when it failed. */
  readonly left: Readonly<Record<string, unknown>> | undefined;
  readonly seconds: number;
}

export interface PlayerOptions {
  readonly workflow: string;
  readonly fakes: readonly Fake[];
  /** Whether a component runs for real. */
  readonly isReal: (component: AnyComponent) => boolean;
  readonly memory: ArtifactMemory;
  readonly caller: Caller;
  /** Everything that the pipeline uses. */
  readonly components: readonly AnyComponent[];
}

/** Plays pods by fakes, and for real those that a test wants so. */
export class PodPlayer {
  readonly #options: PlayerOptions;
  readonly #fakes: ReadonlyMap<string, Fake>;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#fakes = new Map(options.fakes.map((fake) => [fake.component.spec.name, fake]));
  }

  /** @throws TestError when there is no fake for it, and for a fake that does not keep to its contract */
  async play(call: PodCall): Promise<PlayedPod> {
    const { isReal, components, caller, memory } = this.#options;
    const { task, step, template } = call;
    const { component } = task;
    const isOurs = component.work.kind === "function";
    const fake = this.#fakes.get(component.spec.name);
    if (fake === undefined && !(isOurs && isReal(component)))
      throw missingFake(task, step, components, (one) => this.#fakes.has(one.spec.name) || isReal(one), caller);
    let seconds = 0;
    const takes = (time: Duration | string): void => {
      seconds += this.#seconds(time, step);
    };
    let inputs: StepInputs = { params: {}, artifacts: {} };
    const given = () => Object.freeze({ ...inputs.params, ...inputs.artifacts });
    try {
      inputs = isOurs ? podInputsOf(component, template, memory) : foreignInputsOf(component, call.owner.inputs, memory);
      const returned =
        fake === undefined
          ? await runReal(component, inputs, envOf(template))
          : await fake.play(given() as never, call.attempt, stepOf(call, takes));
      const { outputs, values } = this.#leave(call, returned, fake);
      return { given: given(), outcome: { phase: "Succeeded", message: "", outputs }, left: values, seconds };
    } catch (error) {
      if (error instanceof Error && error.name === "TestError") throw error;
      return { given: given(), outcome: failure(error, isOurs), left: undefined, seconds };
    }
  }

  /** What a fake gives wrongly is a mistake of the test; what a component gives wrongly fails its step. */
  #leave({ task, step, template, node }: PodCall, returned: unknown, fake: Fake | undefined): ReturnType<typeof leave> {
    const { workflow, memory, caller } = this.#options;
    const pod = { component: task.component, template, step, prefix: `${workflow}/${node}` };
    try {
      return leave(pod, returned, memory);
    } catch (error) {
      if (fake === undefined) throw error;
      const where = placeText(fake.at);
      throw testError(`The fake of "${step}"${where === "" ? "" : ` (${where})`}: ${(error as Error).message}.`, caller, {
        name: "fake",
        at: fake.at,
      });
    }
  }

  #seconds(time: Duration | string, step: string): number {
    const seconds = durationSeconds(time);
    if (seconds === undefined)
      throw testError(
        `The fake of "${step}" takes ${JSON.stringify(time)}, which is no time: say "2h", or minutes(5).`,
        this.#options.caller,
      );
    return seconds;
  }
}

function stepOf({ step, now, template }: PodCall, takes: FakeStep["takes"]): FakeStep {
  return Object.freeze({ name: step, now: new Date(now), env: Object.freeze(authorsEnv(template)), takes });
}

/** The variables of a container that are no parameters. */
function envOf(template: Template): Readonly<Record<string, string>> {
  const env = template.container?.env ?? template.script?.env ?? [];
  return Object.fromEntries(
    env.flatMap(({ name, value }) => (value === undefined || name.startsWith("PIPEWRIGHT_PARAM_") ? [] : [[name, value]])),
  );
}

/** As the component sees them. */
function authorsEnv(template: Template): Readonly<Record<string, string>> {
  const env: NodeJS.ProcessEnv = { ...envOf(template) };
  unwireEnv(env);
  return env as Readonly<Record<string, string>>;
}

/** What Argo would say of the pod. */
function failure(error: unknown, isOurs: boolean): PodOutcome {
  if (error instanceof FakeFailure) {
    const { exitCode, phase, message } = error;
    const said = phase === "Error" ? message : `main: Error (exit code ${exitCode})${message === "" ? "" : `: ${message}`}`;
    return { phase, message: said, outputs: phase === "Error" ? {} : { exitCode: String(exitCode) } };
  }
  const { fault, ...found } = failureOf(error);
  const text = isOurs ? terminationMessage({ fault, ...found }) : error instanceof Error ? error.message : String(error);
  const exitCode = isOurs ? exitCodes[fault] : 1;
  return { phase: "Failed", message: `main: Error (exit code ${exitCode}): ${text}`, outputs: { exitCode: String(exitCode) } };
}
