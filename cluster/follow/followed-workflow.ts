import type { Template } from "../../compiler/argo/model.generated.ts";
import { isDone, type NodePhase, type NodeStatus } from "../../runner/controller/node-status.ts";
import { cronLabel } from "../../runner/cron/scheduled-workflow.ts";
import { parentOf } from "../../runner/run/node-events.ts";
import { pipelineLabel } from "../ours.ts";
import { nodeStatusOf, phaseOf } from "./node-status-of.ts";
import { type RawNode, type RawWorkflow, textOf, timeOf } from "./raw-workflow.ts";
import { fieldsOf, listOf, saneNode, saneWorkflow } from "./sane-workflow.ts";
import { unpackNodes } from "./unpack-nodes.ts";

/** A Workflow of a cluster at one moment, in the runner's words. */
export interface FollowedWorkflow {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** The pipeline, or the schedule that started it, or its own name. */
  readonly pipeline: string;
  readonly phase: NodePhase;
  readonly message: string;
  readonly createdAt: number;
  readonly finishedAt?: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** By name. */
  readonly nodes: ReadonlyMap<string, NodeStatus>;
  /** By name: as the cluster has them. */
  readonly raw: ReadonlyMap<string, RawNode>;
  /** Why not all nodes are known, in a sentence. */
  readonly missing?: string;
  readonly templateOf: (node: string) => Template | undefined;
}

/** Reads a Workflow as a cluster has it: whole, packed, or without what is kept elsewhere. Nothing in it can make this fail. */
export function followedWorkflow(given: unknown): FollowedWorkflow {
  const workflow = saneWorkflow(given);
  const { metadata, spec, status = {} } = workflow;
  const name = textOf(metadata.name);
  const phase = phaseOf(status.phase);
  const { nodes: unpacked, missing } = unpackNodes(workflow);
  const { nodes, raw } = readNodes(unpacked, workflow.status?.taskResultsCompletionStatus ?? {}, isDone(phase));
  const finishedAt = timeOf(status.finishedAt);
  const parameters = listOf(fieldsOf(spec?.arguments)["parameters"]).flatMap((one): [string, string][] => {
    const { name: parameter, value } = fieldsOf(one);
    return value === undefined || value === null ? [] : [[textOf(parameter), textOf(value)]];
  });
  return {
    name,
    namespace: textOf(metadata.namespace),
    uid: textOf(metadata.uid),
    pipeline: textOf(metadata.labels?.[pipelineLabel]) || textOf(metadata.labels?.[cronLabel]) || name,
    phase,
    message: textOf(status.message),
    createdAt: timeOf(metadata.creationTimestamp) ?? timeOf(status.startedAt) ?? 0,
    ...(finishedAt !== undefined && { finishedAt }),
    parameters: Object.fromEntries(parameters),
    nodes,
    raw,
    ...(missing !== undefined && { missing }),
    templateOf: (node) => templateOf(workflow, raw.get(node)),
  };
}

/** @param results whether what each node left behind has come, by id */
function readNodes(
  unpacked: Readonly<Record<string, RawNode>>,
  results: Readonly<Record<string, unknown>>,
  isOver: boolean,
): Pick<FollowedWorkflow, "nodes" | "raw"> {
  const byId = new Map(Object.entries(unpacked).map(([id, node]) => [id, saneNode(node)]));
  const found: NodeStatus[] = [];
  const raw = new Map<string, RawNode>();
  for (const [id, node] of byId) {
    const boundary = byId.get(textOf(node.boundaryID));
    const awaitsOutputs = !isOver && results[id] === false;
    const status = nodeStatusOf(node, boundary && textOf(boundary.name), awaitsOutputs);
    if (status === undefined || raw.has(status.name)) continue;
    found.push(status);
    raw.set(status.name, node);
  }
  const nodes = new Map(found.toSorted(byDepth).map((node) => [node.name, node]));
  const after = edgesOf(nodes, raw, byId);
  for (const [name, node] of nodes) nodes.set(name, { ...node, after: after.get(name) ?? [] });
  return { nodes, raw };
}

/** What stands around others first: names of nodes begin with those that they are inside of. */
const byDepth = (one: NodeStatus, other: NodeStatus): number =>
  one.startedAt - other.startedAt || one.name.length - other.name.length || (one.name < other.name ? -1 : 1);

/** What each node waited for beside it: Argo draws lines from the last nodes inside of a step to what comes after the step. */
function edgesOf(
  nodes: ReadonlyMap<string, NodeStatus>,
  raw: ReadonlyMap<string, RawNode>,
  byId: ReadonlyMap<string, RawNode>,
): ReadonlyMap<string, readonly string[]> {
  const parents = new Map([...nodes.values()].map((node) => [node.name, parentOf(node, (name) => nodes.get(name))]));
  const after = new Map<string, Set<string>>();
  for (const [name, { children }] of raw) {
    for (const id of listOf(children)) {
      const child = textOf(byId.get(textOf(id))?.name);
      if (!nodes.has(child)) continue;
      const around = parents.get(child);
      let from: string | undefined = name;
      while (from !== undefined && parents.get(from) !== around) from = parents.get(from);
      if (from === undefined || from === child) continue;
      const known = after.get(child);
      if (known === undefined) after.set(child, new Set([from]));
      else known.add(from);
    }
  }
  return new Map([...after].map(([name, froms]) => [name, [...froms].sort()]));
}

/** The template of a node: one that the controller has stored, of the WorkflowTemplate that the workflow refers to, or its own. */
function templateOf({ spec, status = {} }: RawWorkflow, node: RawNode | undefined): Template | undefined {
  if (node === undefined) return undefined;
  const { templateRef } = node;
  const name = textOf(node.templateName) || textOf(templateRef?.template);
  const scope =
    templateRef === undefined
      ? textOf(node.templateScope)
      : `${templateRef.clusterScope === true ? "cluster" : "namespaced"}/${textOf(templateRef.name)}`;
  const named = (templates: unknown): Template | undefined =>
    listOf(templates).find((one) => fieldsOf(one)["name"] === name) as Template | undefined;
  return (
    status.storedTemplates?.[`${scope}/${name}`] ?? named(status.storedWorkflowTemplateSpec?.templates) ?? named(spec?.templates)
  );
}
