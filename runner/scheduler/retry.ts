import type { RetryStrategy, Template } from "../../compiler/argo/model.generated.ts";
import { longSleep } from "../../util/long-timeout.ts";
import { goDurationSeconds } from "./go-duration.ts";
import type { BoundInputs } from "./inputs.ts";
import { endNode, startNode } from "./node-events.ts";
import { endedNode, isFailure, type NodeResult } from "./node-result.ts";
import type { Call, RunState } from "./run-state.ts";
import { evaluateCondition, substitute } from "./substitute.ts";
import type { Tags } from "./tags.ts";

interface Try {
  readonly result: NodeResult;
  readonly seconds: number;
}

type ExecuteOnce = (state: RunState, call: Call, template: Template, inputs: BoundInputs) => Promise<NodeResult>;

/** Tries a template until it succeeds, its strategy says no, or nothing is left; a Retry node with a child per try. */
export async function executeRetry(
  state: RunState,
  call: Call,
  template: Template,
  inputs: BoundInputs,
  executeOnce: ExecuteOnce,
): Promise<NodeResult> {
  const strategy = template.retryStrategy!;
  startNode(state, call, "Retry", template, inputs);
  const firstStart = state.now();
  for (let index = 0, last: Try | undefined; ; index++) {
    const start = state.now();
    const tags = retryTags(index, last);
    const { retryStrategy: _, ...once } = substitute(template, tags, { allowUnresolved: true });
    const attempt: Call = {
      node: `${call.node}(${index})`,
      displayName: `${call.displayName}(${index})`,
      parent: call.node,
      dependsOn: [],
      depth: call.depth,
    };
    const result = await executeOnce(state, attempt, once, inputs);
    last = { result, seconds: (state.now() - start) / 1000 };
    const refusal =
      isFailure(result.phase) && !state.signal.aborted ? refusalOf(strategy, index, last, firstStart, state.now()) : "";
    const wait = refusal === undefined ? backoffSeconds(strategy, index) : 0;
    if (refusal !== undefined) {
      const message = isFailure(result.phase) ? refusal || result.message : "";
      return endNode(state, call, { ...result, message });
    }
    if (wait > 0) await longSleep(wait * 1000, state.signal);
    if (state.signal.aborted) return endNode(state, call, endedNode("Failed", result.message));
  }
}

function retryTags(index: number, last: Try | undefined): Tags {
  return new Map([
    ["retries", String(index)],
    ["lastRetry.exitCode", String(last?.result.exitCode ?? 0)],
    ["lastRetry.status", last?.result.phase ?? ""],
    ["lastRetry.duration", String(Math.floor(last?.seconds ?? 0))],
    ["lastRetry.message", last?.result.message ?? ""],
  ]);
}

/**
 * Why there is no next try, in Argo's words.
 * @returns undefined when there is one; an empty text when the try's own message says it
 */
function refusalOf(strategy: RetryStrategy, index: number, last: Try, firstStart: number, now: number): string | undefined {
  const limit = strategy.limit === undefined ? Number.POSITIVE_INFINITY : Number(strategy.limit);
  const policy = strategy.retryPolicy ?? (strategy.expression === undefined ? "OnFailure" : "Always");
  const { phase } = last.result;
  if (policy === "OnFailure" && phase !== "Failed") return "";
  if (policy === "OnError" && phase !== "Error") return "";
  if (policy === "OnTransientError") return "";
  const maxSeconds = goDurationSeconds(strategy.backoff?.maxDuration ?? "");
  if (maxSeconds !== undefined && (now - firstStart) / 1000 + backoffSeconds(strategy, index) > maxSeconds)
    return "Max duration limit exceeded";
  if (index >= limit) return "No more retries left";
  if (strategy.expression !== undefined && !holds(strategy.expression, retryTags(index, last)))
    return "retryStrategy.expression evaluated to false";
  return undefined;
}

/** `duration * factor^(n - 1)` after the n-th try, at most `cap`. */
function backoffSeconds({ backoff, limit }: RetryStrategy, index: number): number {
  const duration = goDurationSeconds(backoff?.duration ?? "0") ?? 0;
  if (backoff === undefined || limit === undefined) return 0;
  const factor = backoff.factor === undefined ? 1 : Number(backoff.factor);
  const cap = goDurationSeconds(backoff.cap ?? "") ?? Number.POSITIVE_INFINITY;
  return Math.min(duration * factor ** index, cap);
}

/** An expression that can't be evaluated lets nothing be tried again; Argo ends the node with its error. */
function holds(expression: string, tags: Tags): boolean {
  try {
    return evaluateCondition(expression, tags);
  } catch {
    return false;
  }
}
