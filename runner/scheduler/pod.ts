import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { describeArtifact } from "../artifacts/describe-artifact.ts";
import type { ArtifactRecord } from "../event.ts";
import type { PodResult } from "../execution/executor.ts";
import type { Slots } from "../execution/slots.ts";
import { artifactKey } from "./artifact-key.ts";
import type { BoundInputs } from "./inputs.ts";
import { endNode, type NodeRemains, startNode } from "./node-events.ts";
import { type ArtifactLocation, endedNode, isFailure, type NodeResult } from "./node-result.ts";
import type { Call, RunState } from "./run-state.ts";

/** What a node's log may add to the events of a run; all of it is in the step's own log file. */
const maxLogLines = 5000;

/** Runs one try of a container template as soon as a slot is free: inputs in, the process, outputs out. */
export function executePod(state: RunState, call: Call, template: Template, inputs: BoundInputs): Promise<NodeResult> {
  // the machine's own slots last: who waits for a template's limit must not keep one
  return useAll([...(call.limits ?? []), state.slots], async () => {
    if (call.failFast?.some(({ hasFailed }) => hasFailed) === true)
      return endedNode("Omitted", "another pod has failed, and failFast is set");
    startNode(state, call, "Pod", template, inputs);
    try {
      const { result, ...remains } = await runPod(state, call, template, inputs);
      if (isFailure(result.phase)) for (const one of call.failFast ?? []) one.hasFailed = true;
      return endNode(state, call, result, remains);
    } catch (error) {
      return endNode(state, call, endedNode("Error", (error as Error).message));
    }
  });
}

function useAll<T>([first, ...others]: readonly Slots[], work: () => Promise<T>): Promise<T> {
  return first === undefined ? work() : first.use(() => useAll(others, work));
}

interface PodEnd extends NodeRemains {
  readonly result: NodeResult;
}

async function runPod(state: RunState, call: Call, template: Template, inputs: BoundInputs): Promise<PodEnd> {
  if (state.signal.aborted) return { result: endedNode("Failed", "workflow shutdown with strategy:  Terminate") };
  const folder = state.stepFolder(call.node);
  await mkdir(join(folder, "in"), { recursive: true });
  await placeInputs(state, folder, inputs);
  const ended = await state.executor.run({
    template,
    folder,
    signal: state.signal,
    onLine: logger(state, call),
    onProgress: (done, total) => state.emit({ type: "node-progress", time: state.now(), node: call.node, done, total }),
  });
  return await collect(state, call, template, folder, ended);
}

function logger(state: RunState, call: Call): (stream: "stdout" | "stderr", line: string) => void {
  let count = 0;
  return (stream, line) => {
    if (++count > maxLogLines) return;
    const text = count < maxLogLines ? line : "… more in the step's log file";
    state.emit({ type: "node-log", time: state.now(), node: call.node, stream, line: text });
  };
}

async function placeInputs(state: RunState, folder: string, inputs: BoundInputs): Promise<void> {
  for (const [name, { location, path, optional }] of inputs.artifacts) {
    if (path === undefined) throw new Error(`inputs.artifacts.${name} has no path`);
    const target = state.executor.hostPath({ folder }, path);
    if (location === undefined) continue;
    if ("raw" in location) {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, location.raw);
    } else if (await state.store.has(location.key)) await state.store.place(location.key, target);
    else if (location.key.endsWith("/")) await mkdir(target, { recursive: true });
    else if (!optional) throw new Error(`inputs.artifacts.${name}: there is nothing under the key "${location.key}"`);
  }
}

async function collect(state: RunState, call: Call, template: Template, folder: string, ended: PodResult): Promise<PodEnd> {
  const { exitCode } = ended;
  const parameters = new Map<string, string>();
  const problems: string[] = [];
  for (const { name, valueFrom } of template.outputs?.parameters ?? []) {
    if (valueFrom?.path === undefined) continue;
    const value = (await readOutput(state.executor.hostPath({ folder }, valueFrom.path))) ?? valueFrom.default;
    if (value === undefined) problems.push(`open ${valueFrom.path}: no such file or directory`);
    else parameters.set(name, value);
  }
  const artifacts = new Map<string, ArtifactLocation>();
  const records: ArtifactRecord[] = [];
  for (const artifact of template.outputs?.artifacts ?? []) {
    const from = state.executor.hostPath({ folder }, artifact.path ?? "");
    if ((await stat(from).catch(() => undefined)) === undefined) {
      if (artifact.optional !== true) problems.push(`artifact ${artifact.name}: ${artifact.path} is not there`);
      continue;
    }
    const key = artifact.s3?.key ?? artifactKey(state.workflow.name, call.node, artifact.name);
    const path = await state.store.save(from, key);
    artifacts.set(artifact.name, { key });
    records.push({
      name: artifact.name,
      path,
      ...(await describeArtifact(path, join(folder, "out", "outputs.json"), artifact.name)),
    });
  }
  const result: NodeResult = { ...phaseOf(ended, problems), parameters, artifacts, exitCode };
  return { result, artifacts: records, peakMemory: ended.peakMemory };
}

/** A main container that ended badly is Failed; one that ended well without leaving its outputs is Error. */
function phaseOf(
  { exitCode, ended, terminationMessage }: PodResult,
  problems: readonly string[],
): Pick<NodeResult, "phase" | "message"> {
  if (ended !== undefined) return { phase: "Failed", message: ended };
  if (exitCode !== 0)
    return {
      phase: "Failed",
      message: `main: Error (exit code ${exitCode})${terminationMessage === "" ? "" : `: ${terminationMessage}`}`,
    };
  if (problems.length > 0) return { phase: "Error", message: `wait: Error (exit code 64): ${problems.join("; ")}` };
  return { phase: "Succeeded", message: "" };
}

/** A file's text without one newline at its end; undefined when it is not there. */
async function readOutput(file: string): Promise<string | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text?.endsWith("\n") ? text.slice(0, -1) : text;
}
