import type { RawNode, RawWorkflow } from "../../../cluster/follow/raw-workflow.ts";
import { fnv1a } from "../../../util/fnv1a.ts";
import type { Recorded, RecordedNode, RecordedValues } from "../../runner/recorded/recorded-case.ts";

const begun = Date.UTC(2026, 10, 23, 3);
const second = 1000;

/** The id that Argo gives a node. */
export const idOf = (workflow: string, node: string): string => (node === workflow ? workflow : `${workflow}-${fnv1a(node)}`);

/**
 * A Workflow as a cluster would have it, from what was recorded of a real one: with ids, boundaries and times put back, which the records
 * leave out. A node begins a second after the one before it in the order of their depth.
 */
export function recordedWorkflow(name: string, record: Recorded, spec: RawWorkflow["spec"] = {}): RawWorkflow {
  const all = (record.nodes ?? []).toSorted(
    (one, other) => one.name.length - other.name.length || (one.name < other.name ? -1 : 1),
  );
  const nodes = Object.fromEntries(all.map((node, index) => [idOf(name, node.name), rawNode(name, node, all, index)]));
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: {
      name,
      namespace: "ml",
      uid: "7f3a1c52-0000-4000-8000-000000000000",
      creationTimestamp: timeText(0),
      labels: {},
    },
    spec,
    status: {
      phase: record.phase,
      message: record.message,
      startedAt: timeText(0),
      finishedAt: timeText(all.length + 60),
      nodes,
    },
  };
}

export const timeText = (seconds: number): string => new Date(begun + seconds * second).toISOString().replace(".000Z", "Z");

function rawNode(workflow: string, node: RecordedNode, all: readonly RecordedNode[], index: number): RawNode {
  const around = all
    .filter(
      ({ name, type }) =>
        (type === "DAG" || type === "Steps") && node.name.startsWith(name) && /^[.[]/.test(node.name.slice(name.length)),
    )
    .toSorted((one, other) => other.name.length - one.name.length)[0];
  const { retried, hooked, inputs, outputs } = node;
  return {
    id: idOf(workflow, node.name),
    name: node.name,
    displayName: node.displayName,
    type: node.type,
    phase: node.phase,
    message: node.message,
    templateName: node.templateName,
    ...(around !== undefined && { boundaryID: idOf(workflow, around.name) }),
    children: (node.children ?? []).map((child) => idOf(workflow, child)),
    startedAt: timeText(index),
    finishedAt: timeText(all.length + 1),
    ...(inputs !== undefined && { inputs: rawValues(inputs) }),
    ...(outputs !== undefined && { outputs: rawValues(outputs) }),
    ...((retried === true || hooked === true) && { nodeFlag: { retried: retried === true, hooked: hooked === true } }),
  };
}

function rawValues({ parameters = {}, artifacts = [], result, exitCode }: RecordedValues): RawNode["outputs"] & object {
  return {
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, ...(typeof value === "string" && { value }) })),
    artifacts: artifacts.map((name) => ({ name, s3: { key: `runs/${name}` } })),
    ...(result !== undefined && { result }),
    ...(exitCode !== undefined && { exitCode }),
  };
}
