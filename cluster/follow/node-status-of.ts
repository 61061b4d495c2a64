import type { NodeInputs, NodeOutputs, NodePhase, NodeStatus, NodeType } from "../../runner/controller/node-status.ts";
import { type RawNode, type RawParameter, type RawValues, textOf, timeOf } from "./raw-workflow.ts";

const phases: ReadonlySet<string> = new Set<NodePhase>([
  ...(["Pending", "Running", "Succeeded", "Failed", "Error", "Skipped", "Omitted"] as const),
]);

const types: ReadonlySet<string> = new Set<NodeType>([
  ...(["Pod", "Container", "DAG", "Steps", "StepGroup", "TaskGroup", "Retry", "Skipped", "Suspend", "HTTP", "Plugin"] as const),
]);

/** A phase that nobody has decided yet is written as nothing. */
export const phaseOf = (value: unknown): NodePhase => (phases.has(textOf(value)) ? (value as NodePhase) : "Pending");

/**
 * A node as the runner knows them, from one of a cluster.
 *
 * @param boundary the name of the node that it is inside of
 * @param awaitsOutputs whether what it left behind is still on its way: it counts as running until then
 * @returns undefined for what has no name
 */
export function nodeStatusOf(raw: RawNode, boundary: string | undefined, awaitsOutputs: boolean): NodeStatus | undefined {
  const name = textOf(raw.name);
  if (name === "") return undefined;
  const type = textOf(raw.type);
  const phase = phaseOf(raw.phase);
  const finishedAt = timeOf(raw.finishedAt);
  const waitsFor = textOf(raw.synchronizationStatus?.waiting);
  const inputs = inputsOf(raw.inputs);
  const outputs = outputsOf(raw.outputs);
  const { nodeFlag = {}, memoizationStatus: memo } = raw;
  const scope = textOf(raw.templateScope);
  return {
    name,
    displayName: textOf(raw.displayName) || name,
    type: types.has(type) ? (type as NodeType) : "Pod",
    phase: awaitsOutputs && phase !== "Pending" ? "Running" : phase,
    message: textOf(raw.message),
    templateName: textOf(raw.templateName) || textOf(raw.templateRef?.template),
    ...(scope !== "" && { templateScope: scope }),
    ...(isInside(name, boundary) && { boundary }),
    ...(inputs !== undefined && { inputs }),
    ...(outputs !== undefined && { outputs }),
    children: [],
    startedAt: timeOf(raw.startedAt) ?? 0,
    ...(finishedAt !== undefined && { finishedAt }),
    ...(nodeFlag.retried === true && /.\(.*\)$/s.test(name) && { retried: true }),
    ...(nodeFlag.hooked === true && /\.(onExit|hooks\.[^.]*)$/.test(name) && { hooked: true }),
    ...(raw.daemoned === true && { daemoned: true }),
    ...(textOf(raw.podIP) !== "" && { ip: textOf(raw.podIP) }),
    ...(memo !== undefined && {
      memoized: { hit: memo.hit === true, key: textOf(memo.key), cache: textOf(memo.cacheName) },
    }),
    ...(waitsFor !== "" && { waitsFor }),
    ...(textOf(raw.progress) !== "" && { progress: textOf(raw.progress) }),
  };
}

/** A node's name begins with that of the one around it; what says otherwise could lead around in a circle. */
const isInside = (name: string, boundary: string | undefined): boundary is string =>
  boundary !== undefined && boundary !== "" && name.length > boundary.length && name.startsWith(boundary);

function inputsOf(raw: RawValues | undefined): NodeInputs | undefined {
  if (raw === undefined) return undefined;
  return { parameters: parametersOf(raw.parameters), artifacts: raw.artifacts ?? [] };
}

function outputsOf(raw: RawValues | undefined): NodeOutputs | undefined {
  if (raw === undefined) return undefined;
  const { result, exitCode } = raw;
  return {
    parameters: parametersOf(raw.parameters),
    artifacts: raw.artifacts ?? [],
    ...(typeof result === "string" && { result }),
    ...(textOf(exitCode) !== "" && { exitCode: textOf(exitCode) }),
  };
}

function parametersOf(raw: readonly RawParameter[] = []): Readonly<Record<string, string>> {
  const known = raw.flatMap(({ name, value }): [string, string][] =>
    textOf(name) === "" || value === undefined || value === null ? [] : [[textOf(name), textOf(value)]],
  );
  return Object.fromEntries(known);
}
