import type { TaskEnd } from "./hooks.ts";
import type { TaskOptions } from "./task-options.ts";

declare const handle: unique symbol;

/** Something that `.after(...)` can wait for: a task, a loop or a branch. */
export interface Step {
  readonly [handle]?: true;
}

/** A task of a pipeline: refs to its outputs, and how it runs. */
export type Task<Refs> = Refs & Step & TaskMethods<Refs>;

export interface TaskMethods<Refs> {
  /**
   * Says how this task runs.
   *
   * ```ts
   * train({ examples }).with({ resources: { gpu: gpu(1) }, retry: 2, timeout: "6h" });
   * ```
   */
  with(options: TaskOptions): Task<Refs>;
  /** Starts this task only after the given ones, without reading anything of theirs. */
  after(...steps: readonly Step[]): Task<Refs>;
  /**
   * Runs the tasks inside when this one has ended, however it ended. Steps after this one wait for them; when they fail, nothing else
   * does. A task that was skipped has not ended.
   *
   * ```ts
   * train({ examples }).onExit((end) => record({ status: end.status, auc: end.outputs.auc.orElse(0) }));
   * ```
   *
   * Becomes `hooks: { exit: { template, arguments } }`.
   */
  onExit(body: (end: TaskEnd<Refs>) => unknown): Task<Refs>;
}
