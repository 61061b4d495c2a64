import type { ArgNode } from "../../../dsl/nodes/pipeline-node.ts";
import { shortName } from "../../../util/short-name.ts";
import type { PlanDigests } from "../../plan/digests.ts";
import type { PlanExport, PlanGroup, PlanStep, StepId } from "../../plan/plan.ts";
import { topological } from "../../plan/topological.ts";
import { bodiesOf, innerArgs, ownArgs, refsOf, sourceOfRef } from "../../plan/visit-plan.ts";
import { isTooLong, parts } from "./parts.ts";

/** Something read, and the step that it comes from. */
interface Read {
  readonly source: StepId;
  /** Equal for equal reads. */
  readonly key: string;
  readonly export: PlanExport;
}

/** A step of a body, what it and everything inside it reads, and the ids of steps that it stands for. */
interface Row {
  readonly step: PlanStep;
  readonly reads: readonly Read[];
  readonly ids: readonly StepId[];
}

/**
 * A body of at most as many steps as one DAG takes: a longer one becomes parts, each a group of neighbours, and those again where
 * there are too many. What one part reads of another goes through outputs and inputs of the parts.
 *
 * @param ends what the body gives to the outside, which reads of its steps too
 * @param digests tells which artifacts go with their digests
 */
export function splitBody(steps: readonly PlanStep[], ends: readonly ArgNode[], digests: PlanDigests): readonly PlanStep[] {
  return isTooLong(steps) ? splitUnits(inOrder(steps).map(alone), ends, digests, false) : steps;
}

/**
 * The steps of exit handlers, which know nothing of one another: a part ends between two of them and goes on when one fails, so that
 * none hangs on what became of another.
 */
export function splitHandlers(handlers: readonly (readonly PlanStep[])[], digests: PlanDigests): readonly PlanStep[] {
  if (!isTooLong(handlers.flat())) return handlers.flat();
  const units = handlers.map((steps) => (isTooLong(steps) ? splitUnits(inOrder(steps).map(alone), [], digests, true) : steps));
  return splitUnits(units, [], digests, true);
}

const alone = <T>(one: T): readonly [T] => [one];

function splitUnits(
  steps: readonly (readonly PlanStep[])[],
  ends: readonly ArgNode[],
  digests: PlanDigests,
  goesOn: boolean,
): readonly PlanStep[] {
  const endReads = ends.flatMap((arg) => readsOfArg(arg, digests));
  let units: readonly (readonly Row[])[] = steps.map((unit) =>
    unit.map((step) => ({ step, reads: readsInside(step, digests), ids: idsOf(step) })),
  );
  while (isTooLong(units.flat().map(({ step }) => step))) units = grouped(units, endReads, goesOn).map(alone);
  return units.flat().map(({ step }) => step);
}

/** A step's own id, or those of the steps in a part. */
const idsOf = (step: PlanStep): readonly StepId[] => (step.kind === "group" ? step.steps.flatMap(idsOf) : [step.id]);

/** Parts of a row are neighbours, so every step stands after those that it waits for. */
function inOrder(steps: readonly PlanStep[]): readonly PlanStep[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  return topological(new Map(steps.map(({ name, dependsOn }) => [name, new Set(dependsOn)]))).map((name) => byName.get(name)!);
}

function grouped(units: readonly (readonly Row[])[], endReads: readonly Read[], goesOn: boolean): readonly Row[] {
  const byStep = new Map(units.flat().map((row) => [row.step, row]));
  const chunks = parts(units.map((unit) => unit.map(({ step }) => step)));
  const chunkOf = new Map<StepId, number>();
  const chunkOfName = new Map<string, number>();
  chunks.forEach((chunk, index) => {
    for (const step of chunk) {
      chunkOfName.set(step.name, index);
      for (const id of byStep.get(step)!.ids) chunkOf.set(id, index);
    }
  });
  const exported = chunks.map(() => new Map<string, PlanExport>());
  const demand = (read: Read, reader: number | undefined): void => {
    const from = chunkOf.get(read.source);
    if (from === undefined || from === reader) return;
    exported[from]!.set(read.key, read.export);
  };
  chunks.forEach((chunk, index) => {
    for (const step of chunk) for (const read of byStep.get(step)!.reads) demand(read, index);
  });
  for (const read of endReads) demand(read, undefined);
  const names = chunks.map((chunk) => groupName(chunk[0]!));
  return chunks.map((chunk, index) => {
    const inside = chunk.map((step) => byStep.get(step)!);
    const ids = inside.flatMap((row) => row.ids);
    const own = new Set(ids);
    const before = new Set(chunk.flatMap(({ dependsOn }) => dependsOn.map((name) => chunkOfName.get(name)!)));
    before.delete(index);
    const step: PlanGroup = {
      kind: "group",
      id: groupId(ids[0]!, depthOf(chunk[0]!)),
      name: names[index]!,
      dependsOn: [...before].sort((a, b) => a - b).map((one) => names[one]!),
      at: undefined,
      steps: chunk.map((one) => ({ ...one, dependsOn: one.dependsOn.filter((name) => chunkOfName.get(name) === index) })),
      exports: [...exported[index]!.values()],
      ...(goesOn && { goesOn }),
    };
    return { step, ids, reads: inside.flatMap(({ reads }) => reads).filter(({ source }) => !own.has(source)) };
  });
}

/** Argo takes 128 characters. */
const maxName = 100;

/** Called after its first step: the same as long as that is. */
const groupName = ({ kind, name }: PlanStep): string => shortName(kind === "group" ? `part-of-${name}` : `part-${name}`, maxName);

/** How many parts stand around the first step of a part. */
const depthOf = (step: PlanStep): number => (step.kind === "group" ? 1 + depthOf(step.steps[0]!) : 0);

/** Below zero, where no step of the author's is. */
const groupId = (first: StepId, depth: number): StepId => (-1 - first - depth * 1e9) as StepId;

function readsInside(step: PlanStep, digests: PlanDigests): readonly Read[] {
  const own = [...ownArgs(step), ...innerArgs(step)].flatMap((arg) => readsOfArg(arg, digests));
  return [...own, ...bodiesOf(step).flatMap((body) => body.flatMap((one) => readsInside(one, digests)))];
}

function readsOfArg(arg: ArgNode, digests: PlanDigests): readonly Read[] {
  if (arg.kind === "artifact") {
    const { artifact } = arg;
    return sourceOfRef(artifact).map((source) => ({
      source,
      key: `artifact ${keyOf(artifact)}`,
      export: { kind: "artifact", artifact, withDigest: digests.hasArtifact(artifact) },
    }));
  }
  return refsOf(arg).flatMap((ref) =>
    sourceOfRef(ref).map((source): Read => ({ source, key: `value ${keyOf(ref)}`, export: { kind: "value", ref } })),
  );
}

function keyOf(node: { readonly kind: string }): string {
  const { kind, task, scope, output, result } = node as Readonly<Record<string, unknown>>;
  return [kind, task ?? scope, output ?? result].join(" ");
}
