import type {
  ArtifactRecord,
  NodeFinished,
  NodePhase,
  NodeStarted,
  NodeType,
  NodeWaiting,
  RunEvent,
  UsedArtifact,
} from "../event.ts";
import { withRevision } from "../run/revision-environment.ts";
import { stepName } from "../run/step-name.ts";

/** A run as its events tell it. */
export interface RunFacts {
  readonly id: string;
  readonly pipeline: string;
  readonly workflow: string;
  readonly phase: NodePhase;
  readonly message: string;
  readonly interrupted: boolean;
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** When it went on, each time that it had been interrupted. */
  readonly wentOnAt: readonly number[];
}

/** One try of a step. */
export interface Attempt {
  readonly number: number;
  readonly node: string;
  readonly phase: NodePhase;
  readonly message: string;
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly exitCode?: number;
  readonly peakMemory?: number;
}

/** A step as its events tell it: what did work, was left out, or was taken from a cache. What only holds others is none. */
export interface StepFacts extends Omit<Attempt, "number" | "exitCode" | "peakMemory"> {
  readonly step: string;
  /** Its number in the order of starting. */
  readonly position: number;
  readonly template: string;
  readonly type: NodeType;
  readonly image?: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly used: readonly UsedArtifact[];
  readonly made: readonly ArtifactRecord[];
  readonly attempts: readonly Attempt[];
  readonly cachedRun?: string;
  readonly cachedStep?: string;
  readonly cacheKey?: string;
  readonly notCached?: string;
}

interface Node {
  readonly started: NodeStarted;
  readonly position: number;
  finished?: NodeFinished;
  /** The tries of a Retry node that are pods. */
  readonly tries: Node[];
}

/** What does work, or would have. A pod's containers are a part of it. */
const worked: ReadonlySet<NodeType> = new Set<NodeType>(["Pod", "HTTP", "Plugin", "Suspend", "Skipped"]);

/** Folds the events of a run, one by one, into what the record keeps. */
export class RunFold {
  #run: RunFacts | undefined;
  readonly #nodes = new Map<string, Node>();
  #changed = new Set<string>();

  get run(): RunFacts | undefined {
    return this.#run;
  }

  add(event: RunEvent): void {
    if (event.type === "run-started") this.#runStarted(event);
    else if (event.type === "run-finished" && this.#run !== undefined)
      this.#run = {
        ...this.#run,
        phase: event.phase,
        message: event.message,
        interrupted: event.interrupted === true,
        finishedAt: event.time,
      };
    else if (event.type === "revision-found" && this.#run !== undefined) this.#run = withRevision(this.#run, event);
    else if (event.type === "run-resumed" && this.#run !== undefined) {
      const { finishedAt: _, ...run } = this.#run;
      this.#run = { ...run, phase: "Running", message: "", interrupted: false, wentOnAt: [...run.wentOnAt, event.time] };
    } else if (event.type === "node-waiting") this.#waits(event);
    else if (event.type === "node-started") this.#started(event);
    else if (event.type === "node-finished") this.#finished(event);
  }

  /** The steps that have changed since the last time this was asked, in the order in which they changed. */
  takeChanged(): readonly StepFacts[] {
    const changed = [...this.#changed];
    this.#changed = new Set();
    return changed.flatMap((name) => {
      const node = this.#nodes.get(name);
      return node === undefined || !this.#isStep(node) ? [] : [this.#stepOf(node)];
    });
  }

  /** The run as a whole waits for a lock: until its first node begins, it is as Argo has it. */
  #waits({ node, message }: NodeWaiting): void {
    if (this.#run === undefined || node !== this.#run.workflow || this.#nodes.has(node)) return;
    this.#run = { ...this.#run, phase: "Pending", message };
  }

  #runStarted({
    runId,
    pipeline,
    workflow,
    time,
    parameters,
    environment = {},
  }: Extract<RunEvent, { type: "run-started" }>): void {
    this.#run = {
      id: runId,
      pipeline,
      workflow,
      phase: "Running",
      message: "",
      interrupted: false,
      startedAt: time,
      parameters,
      environment,
      wentOnAt: [],
    };
  }

  #started(event: NodeStarted): void {
    if (this.#run?.phase === "Pending") this.#run = { ...this.#run, phase: "Running", message: "" };
    const known = this.#nodes.get(event.node);
    const node: Node = { started: event, position: known?.position ?? this.#nodes.size, tries: known?.tries ?? [] };
    this.#nodes.set(event.node, node);
    const retry = event.parent === undefined ? undefined : this.#nodes.get(event.parent);
    if (retry?.started.nodeType === "Retry" && worked.has(event.nodeType)) {
      const at = retry.tries.findIndex(({ started }) => started.node === event.node);
      if (at < 0) retry.tries.push(node);
      else retry.tries[at] = node;
    }
    this.#touch(node);
  }

  #finished(event: NodeFinished): void {
    const node = this.#nodes.get(event.node);
    if (node === undefined) return;
    node.finished = event;
    this.#touch(node);
  }

  /** A try changes the step that it is one of. */
  #touch({ started }: Node): void {
    const retry = this.#retryOf(started);
    const name = retry?.started.node ?? started.node;
    this.#changed.delete(name);
    this.#changed.add(name);
  }

  #retryOf({ parent, node }: NodeStarted): Node | undefined {
    const outer = parent === undefined ? undefined : this.#nodes.get(parent);
    return outer?.tries.some(({ started }) => started.node === node) === true ? outer : undefined;
  }

  #isStep({ started, finished, tries }: Node): boolean {
    if (finished?.cachedFrom !== undefined) return true;
    if (started.nodeType === "Retry") return tries.length > 0;
    return worked.has(started.nodeType) && this.#retryOf(started) === undefined;
  }

  #stepOf({ started, finished, position, tries }: Node): StepFacts {
    const last = tries.at(-1);
    const about = last?.started ?? started;
    const { image } = about.image === undefined ? started : about;
    const notCached = started.notCached ?? about.notCached;
    const { cachedFrom, cachedStep, cacheKey } = finished ?? {};
    return {
      node: started.node,
      step: stepName(this.#run?.workflow ?? "", started.node, started.templateName),
      position,
      template: started.templateName,
      type: started.nodeType,
      ...statusOf(started, finished),
      ...(image !== undefined && { image }),
      inputs: started.inputs,
      outputs: finished?.outputs ?? {},
      env: about.env ?? started.env ?? {},
      used: started.artifacts ?? about.artifacts ?? [],
      made: finished?.artifacts.length ? finished.artifacts : (last?.finished?.artifacts ?? []),
      attempts: started.nodeType === "Pod" ? [attemptOf({ started, finished }, 0)] : tries.map(attemptOf),
      ...(cachedFrom !== undefined && { cachedRun: cachedFrom, attempts: [] }),
      ...(cachedStep !== undefined && { cachedStep: cachedStep }),
      ...(cacheKey !== undefined && { cacheKey }),
      ...(notCached !== undefined && { notCached }),
    };
  }
}

const statusOf = (started: NodeStarted, finished: NodeFinished | undefined) => ({
  phase: finished?.phase ?? ("Running" as const),
  message: finished?.message ?? "",
  startedAt: started.time,
  ...(finished !== undefined && { finishedAt: finished.time }),
});

function attemptOf(
  { started, finished }: { readonly started: NodeStarted; readonly finished?: NodeFinished | undefined },
  number: number,
): Attempt {
  const { exitCode, peakMemory } = finished ?? {};
  return {
    number,
    node: started.node,
    ...statusOf(started, finished),
    ...(exitCode !== undefined && { exitCode }),
    ...(peakMemory !== undefined && { peakMemory }),
  };
}
