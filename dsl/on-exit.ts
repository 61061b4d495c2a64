import { currentBuilder } from "./build/builder.ts";
import { endRefs, type RunEnd } from "./end-refs.ts";
import type { ExitNode } from "./nodes/pipeline-node.ts";
import { callerOf } from "./place.ts";
import { refuse } from "./refuse.ts";

/**
 * Runs the tasks inside when the run has ended, however it ended.
 *
 * ```ts
 * onExit((run) => {
 *   notify({ status: run.status, failures: run.failures, auc: run.ifMade(fitted.auc).orElse(0) });
 * });
 * ```
 *
 * Becomes the WorkflowTemplate's `onExit`, one DAG of all handlers. A handler that fails spoils a run that went well, never the reverse.
 * Where the pipeline is called by another one, the handlers run when that call has ended.
 */
export function onExit(body: (run: RunEnd) => unknown): void {
  addExit("always", body, onExit);
}

/**
 * Runs the tasks inside when the run has ended well.
 *
 * ```ts
 * onSuccess((run) => announce({ run: run.name }));
 * ```
 *
 * Becomes a task of the exit handler with `when: "{{= workflow.status == 'Succeeded' }}"`.
 */
export function onSuccess(body: (run: RunEnd) => unknown): void {
  addExit("success", body, onSuccess);
}

/**
 * Runs the tasks inside when the run has ended, and not well.
 *
 * ```ts
 * onFailure((run) => alarm({ failures: run.failures }));
 * ```
 *
 * Becomes a task of the exit handler with `when: "{{= workflow.status != 'Succeeded' }}"`.
 */
export function onFailure(body: (run: RunEnd) => unknown): void {
  addExit("failure", body, onFailure);
}

function addExit(on: ExitNode["on"], body: (run: RunEnd) => unknown, word: Function): void {
  const at = callerOf(word);
  const builder = currentBuilder(`${word.name}(...)`, at);
  if (!builder.isOutermost) refuse("exit-inside-a-body", { word: word.name }, at);
  const id = builder.newId();
  const { steps } = builder.inside(() => body(endRefs(id, builder)));
  builder.addExit({ kind: "exit", id, on, body: steps, ...(at && { at }) });
}
