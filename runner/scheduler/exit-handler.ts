import type { Arguments } from "../../compiler/argo/model.generated.ts";
import { escapeGoJson } from "../../compiler/expression/go/escape-json.ts";
import { quote } from "../../compiler/expression/go/quote.ts";
import type { NodeStarted, RunEvent } from "../event.ts";
import { executeTemplate } from "./execute-template.ts";
import { isFailure, type NodeResult } from "./node-result.ts";
import type { RunState } from "./run-state.ts";
import { substitute } from "./substitute.ts";
import { joinTags, type Tags } from "./tags.ts";

/** What a run's end is told of it. */
export interface EndedRun {
  readonly root: NodeResult;
  readonly events: readonly RunEvent[];
  readonly seconds: number;
}

/**
 * Runs the exit handler of a workflow, which knows how the run ended.
 * @returns the run's result: a handler that fails spoils one that went well, never the reverse
 */
export async function executeExitHandler(state: RunState, ended: EndedRun): Promise<NodeResult> {
  const { spec, name } = state.workflow;
  const { root } = ended;
  const hook =
    spec.hooks?.["exit"] ?? (spec.onExit === undefined ? undefined : { template: spec.onExit, arguments: spec.arguments });
  if (hook === undefined || state.signal.aborted) return root;
  const globals = joinTags(state.globals, endTags(ended));
  const given = substitute<Arguments>(hook.arguments ?? {}, globals, { allowUnresolved: true });
  const call = { node: `${name}.onExit`, displayName: `${name}.onExit`, parent: name, dependsOn: [], depth: 0 };
  const handler = await executeTemplate({ ...state, globals }, call, hook.template ?? "", given);
  return isFailure(handler.phase) && !isFailure(root.phase) ? handler : root;
}

function endTags({ root, events, seconds }: EndedRun): Tags {
  return new Map([
    ["workflow.status", root.phase],
    ["workflow.failures", failuresText(events)],
    ["workflow.duration", seconds.toFixed(6)],
  ]);
}

/** The nodes that did not end well as Argo lists them: JSON, quoted once more; `"null"` when there are none. */
export function failuresText(events: readonly RunEvent[]): string {
  const started = new Map<string, NodeStarted>();
  for (const event of events) if (event.type === "node-started") started.set(event.node, event);
  const failures = events.flatMap((event) => {
    if (event.type !== "node-finished" || !isFailure(event.phase)) return [];
    const { node, message, phase, time } = event;
    const { displayName = node, templateName = "" } = started.get(node) ?? {};
    const finishedAt = new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
    return [{ displayName, message, templateName, phase, podName: node, finishedAt }];
  });
  return quote(failures.length === 0 ? "null" : escapeGoJson(JSON.stringify(failures)));
}
