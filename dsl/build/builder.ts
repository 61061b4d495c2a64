import type {
  BranchNode,
  CallNode,
  ExitNode,
  ForEachNode,
  OrderNode,
  PipelineNode,
  RepeatNode,
  StepNode,
  TaskNode,
  WhenNode,
} from "../nodes/pipeline-node.ts";
import type { ScopeId, TaskId } from "../nodes/ref-node.ts";
import type { Place } from "../place.ts";
import { refuse } from "../refuse.ts";

/** What stands in a body while its pipeline is being built: `.with`, `.after` and `.elseWhen` still add to it. */
export type StepDraft = TaskDraft | CallDraft | WhenDraft | ForEachDraft | RepeatDraft;
export type TaskDraft = Draft<TaskNode, { exit?: ExitDraft }>;
export type CallDraft = Draft<CallNode>;
export type WhenDraft = Draft<WhenNode, { readonly branches: BranchDraft[] }>;
export type BranchDraft = Draft<BranchNode, WithBody>;
export type ForEachDraft = Draft<ForEachNode, WithBody>;
export type RepeatDraft = Draft<RepeatNode, WithBody>;
export type ExitDraft = Draft<ExitNode, WithBody>;
type WithBody = { readonly body: readonly StepDraft[] };
type Draft<N, Changed = Readonly<Record<never, never>>> = { -readonly [K in keyof Omit<N, keyof Changed>]: N[K] } & Changed;

/** A body that has run: the steps that it added, and what it returned. */
export interface RanBody<R> {
  readonly steps: readonly StepDraft[];
  readonly returned: R;
}

/** Collects the steps of one pipeline while its body runs. */
export class Builder {
  readonly #bodies: StepDraft[][] = [[]];
  readonly #exits: ExitDraft[] = [];
  #nextId = 0;
  #open = true;

  get open(): boolean {
    return this.#open;
  }

  newId(): TaskId & ScopeId {
    return this.#nextId++ as TaskId & ScopeId;
  }

  /** Adds a step to the body that is running. */
  add<D extends StepDraft>(draft: D): D {
    this.#current().push(draft);
    return draft;
  }

  addExit(draft: ExitDraft): void {
    this.#exits.push(draft);
  }

  /** Whether a step stands in the body that is running. */
  isHere(draft: StepDraft): boolean {
    return this.#current().includes(draft);
  }

  /** Whether the outermost body is the one that is running. */
  get isOutermost(): boolean {
    return this.#bodies.length === 1;
  }

  /** Runs the body of a word, and keeps what it adds apart. */
  inside<R>(body: () => R): RanBody<R> {
    const steps: StepDraft[] = [];
    this.#bodies.push(steps);
    try {
      return { steps, returned: body() };
    } finally {
      this.#bodies.pop();
    }
  }

  /** Ends building; later `.with` calls find the builder closed. */
  finish(): Pick<PipelineNode, "body" | "exits"> {
    this.#open = false;
    return { body: freezeBody(this.#bodies[0]!), exits: Object.freeze(this.#exits.map(freezeExit)) };
  }

  #current(): StepDraft[] {
    return this.#bodies.at(-1)!;
  }
}

const freezeBody = (steps: readonly StepDraft[]): readonly StepNode[] => Object.freeze(steps.map(freezeStep));

const freezeExit = (exit: ExitDraft): ExitNode => Object.freeze({ ...exit, body: freezeBody(exit.body) });

function freezeStep(draft: StepDraft): StepNode {
  switch (draft.kind) {
    case "task": {
      const { exit, ...task } = draft;
      return Object.freeze({
        ...task,
        options: Object.freeze(draft.options),
        after: Object.freeze([...draft.after]),
        ...(exit && { exit: freezeExit(exit) }),
      });
    }
    case "call":
      return Object.freeze({ ...draft, after: Object.freeze([...draft.after]) });
    case "when": {
      const branches = draft.branches.map((branch) => Object.freeze({ ...branch, body: freezeBody(branch.body) }));
      return Object.freeze({ ...draft, branches: Object.freeze(branches) });
    }
    case "for-each":
    case "repeat":
      return Object.freeze({ ...draft, body: freezeBody(draft.body) });
  }
}

/** The builders of the bodies that are running now; a body is synchronous, so the last one is the caller's. */
const running: Builder[] = [];

export function runBody<T>(builder: Builder, body: () => T): T {
  running.push(builder);
  try {
    return body();
  } finally {
    running.pop();
  }
}

/** Whether the body of a pipeline is running. */
export const isBuilding = (): boolean => running.length > 0;

/** The builder of the pipeline whose body is running. */
export function currentBuilder(word: string, at: Place | undefined): Builder {
  return running.at(-1) ?? refuse("outside-pipeline", { word }, at);
}

/** What `.after(...)` refers to, kept beside the handle that the author holds. */
const orderNodes = new WeakMap<object, OrderNode>();

export function rememberOrder<T extends object>(handle: T, node: OrderNode): T {
  orderNodes.set(handle, node);
  return handle;
}

export function orderOf(handle: unknown): OrderNode | undefined {
  return typeof handle === "object" && handle !== null ? orderNodes.get(handle) : undefined;
}
