import type { ArgNode } from "../../../dsl/nodes/pipeline-node.ts";
import { shortName } from "../../../util/short-name.ts";
import { isCached } from "../../plan/is-cached.ts";
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
 */
export function splitBody(steps: readonly PlanStep[], ends: readonly ArgNode[]): readonly PlanStep[] {
  if (!isTooLong(steps)) return steps;
  const endReads = ends.flatMap((arg) => readsOfArg(arg, false));
  let rows: readonly Row[] = inOrder(steps).map((step) => ({ step, reads: readsInside(step), ids: [step.id] }));
  for (let level = 0; isTooLong(rows.map(({ step }) => step)); level++) rows = grouped(rows, endReads, level);
  return rows.map(({ step }) => step);
}

/** Parts of a row are neighbours, so every step stands after those that it waits for. */
function inOrder(steps: readonly PlanStep[]): readonly PlanStep[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  return topological(new Map(steps.map(({ name, dependsOn }) => [name, new Set(dependsOn)]))).map((name) => byName.get(name)!);
}

function grouped(rows: readonly Row[], endReads: readonly Read[], level: number): readonly Row[] {
  const byStep = new Map(rows.map((row) => [row.step, row]));
  const chunks = parts(rows.map(({ step }) => step));
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
    exported[from]!.set(read.key, joined(exported[from]!.get(read.key), read.export));
  };
  chunks.forEach((chunk, index) => {
    for (const step of chunk) for (const read of byStep.get(step)!.reads) demand(read, index);
  });
  for (const read of endReads) demand(read, undefined);
  const names = chunks.map((chunk) => groupName(chunk[0]!.name, level));
  return chunks.map((chunk, index) => {
    const inside = chunk.map((step) => byStep.get(step)!);
    const ids = inside.flatMap((row) => row.ids);
    const own = new Set(ids);
    const before = new Set(chunk.flatMap(({ dependsOn }) => dependsOn.map((name) => chunkOfName.get(name)!)));
    before.delete(index);
    const step: PlanGroup = {
      kind: "group",
      id: groupId(ids[0]!, level),
      name: names[index]!,
      dependsOn: [...before].sort((a, b) => a - b).map((one) => names[one]!),
      at: undefined,
      steps: chunk.map((one) => ({ ...one, dependsOn: one.dependsOn.filter((name) => chunkOfName.get(name) === index) })),
      exports: [...exported[index]!.values()],
    };
    return { step, ids, reads: inside.flatMap(({ reads }) => reads).filter(({ source }) => !own.has(source)) };
  });
}

/** Argo takes 128 characters. */
const maxName = 100;

/** Called after its first step: the same as long as that is. */
const groupName = (first: string, level: number): string =>
  shortName(level === 0 ? `part-${first}` : `part-of-${first}`, maxName);

/** Below zero, where no step of the author's is. */
const groupId = (first: StepId, level: number): StepId => (-1 - Math.abs(first) - level * 1e9) as StepId;

function joined(known: PlanExport | undefined, next: PlanExport): PlanExport {
  return known?.kind === "artifact" && known.withDigest ? known : next;
}

function readsInside(step: PlanStep): readonly Read[] {
  const cached = step.kind === "task" && isCached(step);
  const own = [...ownArgs(step), ...innerArgs(step)].flatMap((arg) => readsOfArg(arg, cached));
  return [...own, ...bodiesOf(step).flatMap((body) => body.flatMap(readsInside))];
}

function readsOfArg(arg: ArgNode, withDigest: boolean): readonly Read[] {
  if (arg.kind === "artifact") {
    const { artifact } = arg;
    return sourceOfRef(artifact).map((source) => ({
      source,
      key: `artifact ${keyOf(artifact)}`,
      export: { kind: "artifact", artifact, withDigest },
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
