import type { Arguments, Template } from "../../compiler/argo/model.generated.ts";
import { Slots } from "../execution/slots.ts";
import { executeDag } from "./dag.ts";
import { type BoundInputs, bindInputs } from "./inputs.ts";
import { endNode, failNode, startNode } from "./node-events.ts";
import { endedNode, type NodeResult } from "./node-result.ts";
import { executePod } from "./pod.ts";
import { executeRetry } from "./retry.ts";
import type { Call, RunState } from "./run-state.ts";
import { substitute } from "./substitute.ts";
import { executeSuspend } from "./suspend.ts";
import { joinTags } from "./tags.ts";

/** Argo's own end of recursion. */
const maxDepth = 100;

/** Calls a template with arguments whose tags are all replaced, as one node; never throws for what the manifest says. */
export async function executeTemplate(state: RunState, call: Call, templateName: string, given: Arguments): Promise<NodeResult> {
  const declared = state.workflow.templates.get(templateName);
  if (declared === undefined) return failNode(state, call, templateName, `template "${templateName}" not found`);
  if (call.depth > maxDepth) return failNode(state, call, templateName, "Maximum recursion depth exceeded");
  let inputs: BoundInputs;
  let template: Template;
  try {
    inputs = bindInputs(declared, given, state.globals);
    template = substitute(declared, joinTags(state.globals, inputs.tags, new Map([["node.name", call.node]])), {
      allowUnresolved: true,
    });
  } catch (error) {
    return failNode(state, call, templateName, (error as Error).message);
  }
  if (template.retryStrategy === undefined) return await executeOnce(state, call, template, inputs);
  return await executeRetry(state, call, template, inputs, executeOnce);
}

/** Calls a template once, whatever its retryStrategy says. */
async function executeOnce(state: RunState, call: Call, template: Template, inputs: BoundInputs): Promise<NodeResult> {
  if (template.container !== undefined) return sayGlobals(state, template, await executePod(state, call, template, inputs));
  startNode(state, call, template.dag === undefined ? "Suspend" : "DAG", template, inputs);
  const work =
    template.dag === undefined
      ? executeSuspend(state, call, template, inputs)
      : executeDag(state, limitedCall(call, template), template, inputs, executeTemplate);
  return endNode(state, call, await work.catch((error: Error) => endedNode("Error", error.message)));
}

/** Outputs with a `globalName` are known to the whole run as soon as their pod has ended, well or not. */
function sayGlobals(state: RunState, { outputs }: Template, result: NodeResult): NodeResult {
  for (const { name, globalName } of outputs?.parameters ?? []) {
    const value = result.parameters.get(name);
    if (globalName !== undefined && value !== undefined) state.setGlobal(globalName, value);
  }
  return result;
}

/** `parallelism` and `failFast` of a DAG count the pods in it, however deep. */
const limitedCall = (call: Call, { parallelism, failFast }: Template): Call => ({
  ...call,
  ...(parallelism !== undefined && { limits: [...(call.limits ?? []), new Slots(parallelism)] }),
  ...(failFast === true && { failFast: [...(call.failFast ?? []), { hasFailed: false }] }),
});
