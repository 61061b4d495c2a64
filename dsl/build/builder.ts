import type { ArgNode, ForEachNode, OrderNode, PipelineNode, StepNode, TaskNode, WhenNode } from "../nodes/pipeline-node.ts";
import type { RefNode, ScopeId, TaskId } from "../nodes/ref-node.ts";
import type { Place } from "../place.ts";
import { refuse } from "../refuse.ts";

/** A task while its pipeline is being built: `.with` and `.after` still add to it. */
export type TaskDraft = { -readonly [K in keyof TaskNode]: TaskNode[K] };

type StepDraft = TaskDraft | WhenDraft | ForEachDraft;
type WhenDraft = Omit<WhenNode, "body"> & { readonly body: StepDraft[] };
type ForEachDraft = Omit<ForEachNode, "body" | "results"> & {
  readonly body: StepDraft[];
  results: Readonly<Record<string, ArgNode>>;
};

/** Collects the steps of one pipeline while its body runs. */
export class Builder {
  readonly #bodies: StepDraft[][] = [[]];
  #nextId = 0;
  #open = true;

  get open(): boolean {
    return this.#open;
  }

  newId(): TaskId & ScopeId {
    return this.#nextId++ as TaskId & ScopeId;
  }

  addTask(draft: TaskDraft): void {
    this.#current().push(draft);
  }

  addWhen(id: ScopeId, condition: RefNode, at: Place | undefined, body: () => void): void {
    const draft: WhenDraft = { kind: "when", id, condition, body: [], ...(at && { at }) };
    this.#current().push(draft);
    this.#inside(draft.body, body);
  }

  addForEach(
    id: ScopeId,
    items: ForEachNode["items"],
    at: Place | undefined,
    body: () => Readonly<Record<string, ArgNode>>,
  ): void {
    const draft: ForEachDraft = { kind: "for-each", id, items, body: [], results: {}, ...(at && { at }) };
    this.#current().push(draft);
    this.#inside(draft.body, () => {
      draft.results = body();
    });
  }

  /** Ends building; later `.with` calls find the builder closed. */
  finish(): PipelineNode["body"] {
    this.#open = false;
    return this.#bodies[0]!.map(freezeStep);
  }

  #current(): StepDraft[] {
    return this.#bodies.at(-1)!;
  }

  #inside(steps: StepDraft[], body: () => void): void {
    this.#bodies.push(steps);
    try {
      body();
    } finally {
      this.#bodies.pop();
    }
  }
}

function freezeStep(draft: StepDraft): StepNode {
  switch (draft.kind) {
    case "task":
      return Object.freeze({ ...draft, options: Object.freeze(draft.options), after: Object.freeze([...draft.after]) });
    case "when":
    case "for-each":
      return Object.freeze({ ...draft, body: Object.freeze(draft.body.map(freezeStep)) });
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
  const builder = running.at(-1);
  if (builder === undefined) {
    refuse("outside-pipeline", { word }, at);
  }
  return builder;
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
