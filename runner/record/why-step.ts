import type { DatabaseSync } from "node:sqlite";
import { type RecordedStep, readRun, readSteps } from "./read-run.ts";
import { type ChangedPart, changedParts, type StepPart, stepParts } from "./step-parts.ts";

/** Why a step ran, or why it did not. */
export interface StepReason {
  readonly run: string;
  readonly step: string;
  readonly phase: string;
  /** Whether its result was taken from the cache, and from whom. */
  readonly cachedFrom: { readonly run: string; readonly step: string } | null;
  /** What it was known by in the cache; null of a step without one. */
  readonly cacheKey: string | null;
  /** Why nothing was taken from the cache, where it could have been. */
  readonly notCached: string | null;
  /** The last run before that had this step, and got to it. */
  readonly before: {
    readonly run: string;
    readonly step: string;
    readonly phase: string;
    readonly cacheKey: string | null;
  } | null;
  readonly parts: readonly StepPart[];
  readonly changed: readonly ChangedPart[];
}

/** Compares a step of a run with the last time that it was there: in an earlier run of the same pipeline. */
export function whyStep(db: DatabaseSync, run: string, step: RecordedStep): StepReason {
  const earlier = stepBefore(db, run, step.step);
  return {
    run,
    step: step.step,
    phase: step.phase,
    cachedFrom: step.cachedRun === null ? null : { run: step.cachedRun, step: step.cachedStep ?? step.step },
    cacheKey: step.cacheKey,
    notCached: step.notCached,
    before:
      earlier === undefined
        ? null
        : { run: earlier.run, step: earlier.step.step, phase: earlier.step.phase, cacheKey: earlier.step.cacheKey },
    parts: stepParts(step),
    changed: earlier === undefined ? [] : changedParts(earlier.step, step),
  };
}

function stepBefore(
  db: DatabaseSync,
  run: string,
  step: string,
): { readonly run: string; readonly step: RecordedStep } | undefined {
  const whole = readRun(db, run);
  if (whole === undefined) return undefined;
  const row = db
    .prepare(
      `SELECT runs.id FROM runs JOIN steps ON steps.run = runs.id
       WHERE runs.pipeline = ? AND steps.step = ? AND steps.type <> 'Skipped' AND steps.phase NOT IN ('Skipped', 'Omitted')
         AND (runs.started_at, runs.id) < (?, ?)
       ORDER BY runs.started_at DESC, runs.id DESC LIMIT 1`,
    )
    .get(whole.pipeline, step, whole.startedAt, run);
  if (row === undefined) return undefined;
  const id = String(row["id"]);
  const [found] = readSteps(db, id, step);
  return found === undefined ? undefined : { run: id, step: found };
}
