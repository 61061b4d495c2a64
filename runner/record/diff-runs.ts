import type { RecordedMetric, RecordedStep, WholeRun } from "./read-run.ts";
import { type ChangedPart, changedParts } from "./step-parts.ts";

/** A named value that is another in two runs; null where it is not there. */
export interface ChangedValue<T = string> {
  readonly name: string;
  readonly before: T | null;
  readonly after: T | null;
}

/** A step that both runs have, and in which something differs. */
export interface ChangedStep {
  readonly step: string;
  /** What it depends on: code, parameters, inputs, environment. */
  readonly parts: readonly ChangedPart[];
  /** Digests of its artifacts. */
  readonly outputs: readonly ChangedValue[];
  readonly metrics: readonly ChangedValue<number>[];
  readonly phase: { readonly before: string; readonly after: string } | null;
  /** Whether its outputs differ although nothing that it depends on does. */
  readonly isUnexplained: boolean;
}

export interface RunDiff {
  readonly before: string;
  readonly after: string;
  readonly parameters: readonly ChangedValue[];
  readonly environment: readonly ChangedValue[];
  readonly steps: readonly ChangedStep[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What is other in one run than in another. */
export function diffRuns(before: WholeRun, after: WholeRun): RunDiff {
  const old = new Map(before.steps.map((step) => [step.step, step]));
  const now = new Map(after.steps.map((step) => [step.step, step]));
  return {
    before: before.id,
    after: after.id,
    parameters: changedValues(before.parameters, after.parameters),
    environment: changedValues(before.environment, after.environment),
    steps: after.steps.flatMap((step) => {
      const known = old.get(step.step);
      const changed = known === undefined ? undefined : changedStep(known, step);
      return changed === undefined ? [] : [changed];
    }),
    added: [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
  };
}

function changedStep(before: RecordedStep, after: RecordedStep): ChangedStep | undefined {
  const parts = changedParts(before, after);
  const outputs = changedValues(digestsOf(before), digestsOf(after));
  const metrics = changedValues(metricsOf(before), metricsOf(after));
  const phase = before.phase === after.phase ? null : { before: before.phase, after: after.phase };
  if (parts.length === 0 && outputs.length === 0 && metrics.length === 0 && phase === null) return undefined;
  const bothSucceeded = before.phase === "Succeeded" && after.phase === "Succeeded";
  return {
    step: after.step,
    parts,
    outputs,
    metrics,
    phase,
    isUnexplained: bothSucceeded && parts.length === 0 && (outputs.length > 0 || metrics.length > 0),
  };
}

const digestsOf = ({ outputs }: RecordedStep): Readonly<Record<string, string>> =>
  Object.fromEntries(outputs.flatMap(({ output, digest }) => (digest === null ? [] : [[output, digest]])));

const metricsOf = ({ metrics }: RecordedStep): Readonly<Record<string, number>> =>
  Object.fromEntries(metrics.flatMap((metric) => (metric.value === null ? [] : [[metricName(metric), metric.value]])));

/** `metrics.accuracy` of an artifact, `accuracy` of an output. */
export const metricName = ({ output, name }: RecordedMetric): string => (output === "" ? name : `${output}.${name}`);

function changedValues<T extends string | number>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): readonly ChangedValue<T>[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }))
    .filter((value) => value.before !== value.after);
}
