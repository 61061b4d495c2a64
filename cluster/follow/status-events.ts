import type { Template } from "../../compiler/argo/model.generated.ts";
import { askedEvent, questionOf } from "../../runner/answers/ask.ts";
import { placeOf } from "../../runner/artifacts/artifact-place.ts";
import { isDone, type NodeStatus } from "../../runner/controller/node-status.ts";
import type { ArtifactRecord, RunEvent, RunStarted } from "../../runner/event.ts";
import { goDurationSeconds } from "../../runner/go-duration.ts";
import { declaredEnv } from "../../runner/run/declared-env.ts";
import { NodeEvents, type NodeFacts } from "../../runner/run/node-events.ts";
import type { FollowedWorkflow } from "./followed-workflow.ts";

/** What a run's first event says beyond its Workflow. */
export type RunOrigin = Pick<RunStarted, "runId" | "folder" | "notes" | "environment">;

/**
 * What has happened between two looks at a Workflow, as the events of a local run. Whoever folds the events of any number of looks knows what
 * he knows who folds those of the last look alone, apart from what only the looks between could tell: what was waited for.
 *
 * @param before undefined for the first look
 * @returns what is told of `now` if nobody had looked before, or only what is new
 * @example statusEvents(undefined, now, origin)[0] // => { type: "run-started", … }
 */
export function statusEvents(
  before: FollowedWorkflow | undefined,
  now: FollowedWorkflow,
  origin: RunOrigin,
): readonly RunEvent[] {
  const seen = before?.nodes ?? new Map<string, NodeStatus>();
  const changed = [...now.nodes.values()].filter((node) => hasChanged(seen.get(node.name), node));
  const begun = [...seen.values()].filter(({ phase }) => phase !== "Pending").map(({ name }) => name);
  const ended = [...seen.values()].filter((node) => isDone(node.phase) && !hasChanged(node, now.nodes.get(node.name)));
  const again = goneBack(seen, now.nodes);
  const events = new NodeEvents(
    (name) => now.nodes.get(name),
    (name) => factsOf(now, name),
    () => 0,
  );
  events.seed({
    begun: new Set(begun.filter((name) => !again.includes(name))),
    ended: new Set(ended.map(({ name }) => name).filter((name) => !again.includes(name))),
  });
  const told = events.of(changed).map((event) => (event.type === "node-waiting" ? { ...event, time: latestOf(now) } : event));
  const isOver = isDone(now.phase);
  return [
    ...(before === undefined ? [startedEvent(now, origin)] : []),
    ...(again.length > 0 ? [{ type: "run-resumed", time: latestOf(now), again } as const] : []),
    ...told.filter(({ type }) => type !== "node-finished"),
    ...changed.flatMap((node) => [
      ...waitsForPod(node, now),
      ...progressOf(node, seen.get(node.name)),
      ...asked(node, now, seen),
    ]),
    ...told.filter(({ type }) => type === "node-finished"),
    ...(isOver && (before === undefined || !isDone(before.phase) || again.length > 0 || before.message !== now.message)
      ? [{ type: "run-finished", time: now.finishedAt ?? latestOf(now), phase: now.phase, message: now.message } as const]
      : []),
  ];
}

function startedEvent(now: FollowedWorkflow, { runId, folder, notes, environment }: RunOrigin): RunStarted {
  return {
    type: "run-started",
    time: now.createdAt,
    runId,
    workflow: now.name,
    pipeline: now.pipeline,
    folder,
    parameters: now.parameters,
    notes: [...notes, ...(now.missing === undefined ? [] : [now.missing])],
    ...(environment !== undefined && { environment }),
  };
}

/** What had ended and has not any more, or is gone: somebody had the run tried again. */
const goneBack = (before: ReadonlyMap<string, NodeStatus>, now: ReadonlyMap<string, NodeStatus>): readonly string[] =>
  [...before.values()]
    .filter(({ name, phase }) => isDone(phase) && !isDone(now.get(name)?.phase ?? "Pending"))
    .map(({ name }) => name);

/** Whether a look tells anything else of a node than the one before. */
function hasChanged(before: NodeStatus | undefined, now: NodeStatus | undefined): boolean {
  if (before === undefined || now === undefined) return before !== now;
  return (
    before.phase !== now.phase ||
    before.message !== now.message ||
    before.waitsFor !== now.waitsFor ||
    before.progress !== now.progress ||
    before.finishedAt !== now.finishedAt ||
    JSON.stringify(before.outputs) !== JSON.stringify(now.outputs)
  );
}

/** The last time that a Workflow names: what has no time of its own happened about then. */
function latestOf({ createdAt, nodes }: FollowedWorkflow): number {
  let latest = createdAt;
  for (const { startedAt, finishedAt = 0 } of nodes.values()) latest = Math.max(latest, startedAt, finishedAt);
  return latest;
}

/** A pod that does not begin says why: no machine has room, an image can't be pulled. */
function waitsForPod(node: NodeStatus, now: FollowedWorkflow): readonly RunEvent[] {
  if (node.type !== "Pod" || node.phase !== "Pending" || node.message === "" || node.waitsFor !== undefined) return [];
  const [event] = new NodeEvents(
    (name) => (name === node.name ? { ...node, waitsFor: node.message } : now.nodes.get(name)),
    () => ({}),
    () => latestOf(now),
  ).of([{ ...node, waitsFor: node.message }]);
  return event?.type === "node-waiting" ? [{ ...event, for: "pod" }] : [];
}

function progressOf({ name, progress, type, startedAt }: NodeStatus, before: NodeStatus | undefined): readonly RunEvent[] {
  const [, done, total] = /^(\d{1,15})\/(\d{1,15})$/.exec(progress ?? "") ?? [];
  if (type !== "Pod" || done === undefined || progress === before?.progress) return [];
  const isTold = total !== "1" || before?.progress !== undefined; // a step that tells none is 0/1, then 1/1
  return isTold && total !== "1"
    ? [{ type: "node-progress", time: startedAt, node: name, done: Number(done), total: Number(total) }]
    : [];
}

/** What waits for a person, told when it begins. */
function asked(node: NodeStatus, now: FollowedWorkflow, seen: ReadonlyMap<string, NodeStatus>): readonly RunEvent[] {
  if (node.type !== "Suspend" || node.phase !== "Running" || seen.get(node.name)?.phase === "Running") return [];
  const plain = { name: node.templateName ?? "", suspend: {} };
  return [readable(() => questionEvent(node, now.templateOf(node.name) ?? plain), questionEvent(node, plain))];
}

function questionEvent(node: NodeStatus, template: Template): RunEvent {
  const seconds = goDurationSeconds(template.suspend?.duration ?? "");
  const until = seconds === undefined ? undefined : node.startedAt + seconds * 1000;
  return askedEvent(questionOf({ node, template, until }, node.startedAt), node.startedAt);
}

/** A template may be anything where the API server checks none. */
function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** What is known of a node beyond its status. */
function factsOf(now: FollowedWorkflow, name: string): NodeFacts {
  const node = now.nodes.get(name);
  const template = now.templateOf(name);
  const image: unknown = template?.container?.image ?? template?.script?.image;
  const artifacts = (node?.outputs?.artifacts ?? []).map((artifact): ArtifactRecord => {
    const place = placeOf(artifact);
    const key = place.kind === "local" ? place.key : place.kind === "s3" ? place.s3.key : undefined;
    const [, digest] = /^"?(sha256:[0-9a-f]{64})"?$/.exec(node?.outputs?.parameters?.[`digest-${artifact.name}`] ?? "") ?? [];
    return {
      name: artifact.name,
      path: "",
      bytes: 0,
      ...(digest !== undefined && { digest }),
      ...(key !== undefined && { key }),
    };
  });
  return {
    ...(typeof image === "string" && !image.includes("{{") && { image }),
    ...(template !== undefined && { env: readable(() => declaredEnv(template), {}) }),
    artifacts,
    ...(node?.memoized?.hit === true && { cachedFrom: `cache ${node.memoized.cache}`, cacheKey: node.memoized.key }),
  };
}
