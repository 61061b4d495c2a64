import type { AnyComponent } from "../dsl/component.ts";
import { isArtifactType } from "../dsl/foreign/output-places.ts";
import { isFailure, type NodeStatus } from "../runner/controller/node-status.ts";
import { decodeWire } from "../util/wire-form.ts";
import type { ArtifactMemory } from "./artifact-memory.ts";
import { oneOf } from "./given-inputs.ts";
import { type NodePlace, taskOf } from "./node-places.ts";
import type { Simulation, Try } from "./simulation.ts";
import type { Attempt, TestedStep } from "./tested-run.ts";

/** A step, and the component whose work it is. */
export interface StepRecord {
  readonly step: TestedStep;
  readonly component: AnyComponent | undefined;
}

/** Every step of a run that began or was skipped, in that order. */
export function testedSteps({ nodes, places, tries }: Simulation, memory: ArtifactMemory): readonly StepRecord[] {
  const saidInside = new Map<string, string>();
  const own = nodes.flatMap((node) => {
    const place = places.of(node.name);
    if (isFailure(node.phase) && node.message !== "") saidInside.set(place.owner, node.message);
    return place.owner === node.name && place.steps.length > 0 ? [{ node, place }] : [];
  });
  own.sort((a, b) => a.node.startedAt - b.node.startedAt);
  return own.map(({ node, place }) => recordOf(node, place, tries.get(node.name) ?? [], memory, saidInside.get(node.name) ?? ""));
}

/** @param saidInside why a part of its work has failed */
function recordOf(
  node: NodeStatus,
  place: NodePlace,
  tries: readonly Try[],
  memory: ArtifactMemory,
  saidInside: string,
): StepRecord {
  const isLoop = node.type === "TaskGroup";
  const component = isLoop ? undefined : taskOf(place)?.component;
  const attempts = tries.map((one, index) => attemptOf(one, tries[index - 1]));
  const last = tries.at(-1);
  const step: TestedStep = Object.freeze({
    step: place.path,
    kind: kindOf(place, isLoop),
    component: component?.spec.name,
    phase: node.phase,
    message: node.message === "" && isFailure(node.phase) ? saidInside : node.message,
    startedAt: new Date(node.startedAt),
    endedAt: node.finishedAt === undefined ? undefined : new Date(node.finishedAt),
    attempts,
    inputs: tries[0]?.played.given ?? {},
    outputs: node.phase !== "Succeeded" ? undefined : (last?.played.left ?? leftBy(node, component, memory)),
    fromCache: node.memoized?.hit === true,
  });
  return { step, component };
}

function kindOf({ steps }: NodePlace, isLoop: boolean): TestedStep["kind"] {
  const { kind } = isLoop ? steps[0]! : steps.at(-1)!;
  return isLoop || kind === "group" ? "for-each" : kind;
}

function attemptOf({ startedAt, endedAt, outcome }: Try, before: Try | undefined): Attempt {
  const exitCode = outcome?.outputs.exitCode;
  return Object.freeze({
    startedAt: new Date(startedAt),
    endedAt: endedAt === undefined ? undefined : new Date(endedAt),
    waitedSeconds: before?.endedAt === undefined ? 0 : (startedAt - before.endedAt) / 1000,
    phase: outcome?.phase ?? "Running",
    message: outcome?.message ?? "",
    exitCode: exitCode === undefined ? undefined : Number(exitCode),
  });
}

/** What stands in the outputs of a node: of a task by its contract, of others every value. */
function leftBy(
  { outputs }: NodeStatus,
  component: AnyComponent | undefined,
  memory: ArtifactMemory,
): Readonly<Record<string, unknown>> {
  const parameters = Object.entries(outputs?.parameters ?? {});
  if (component === undefined) return Object.fromEntries(parameters.map(([name, wire]) => [name, decoded(wire)]));
  return Object.fromEntries(
    Object.entries(component.spec.outputs ?? {}).flatMap(([name, type]): readonly (readonly [string, unknown])[] => {
      if (!isArtifactType(type)) return parameters.filter(([one]) => one === name).map(([one, wire]) => [one, decoded(wire)]);
      const artifact = outputs?.artifacts?.find((one) => one.name === name);
      return artifact === undefined ? [] : [[name, oneOf(artifact, type.name, memory)]];
    }),
  );
}

function decoded(wire: string): unknown {
  try {
    return decodeWire(wire);
  } catch {
    return wire;
  }
}
