import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { NodePhase } from "../event.ts";

/** A run as the record has it. Times are milliseconds since the epoch. */
export interface RecordedRun {
  readonly id: string;
  readonly pipeline: string;
  readonly workflow: string;
  readonly phase: NodePhase;
  readonly message: string;
  readonly interrupted: boolean;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

export interface RecordedAttempt {
  readonly number: number;
  readonly node: string;
  readonly phase: NodePhase;
  readonly message: string;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly exitCode: number | null;
  readonly peakMemory: number | null;
}

export interface RecordedOutput {
  readonly output: string;
  /** `sha256:…` of its content; null when nobody has read it. */
  readonly digest: string | null;
  /** The artifact type's name, such as `Model`. */
  readonly type: string | null;
  readonly bytes: number;
  readonly key: string | null;
}

export interface RecordedInput {
  readonly input: string;
  readonly digest: string | null;
  /** Where data from outside came from. */
  readonly source: string | null;
  /** The step of the same run that made it, and its output. */
  readonly fromStep: string | null;
  readonly fromOutput: string | null;
}

export interface RecordedMetric {
  /** The artifact that holds it; empty for an output that is a number. */
  readonly output: string;
  readonly name: string;
  readonly value: number | null;
}

export interface RecordedStep {
  readonly step: string;
  readonly node: string;
  readonly template: string;
  readonly type: string;
  readonly phase: NodePhase;
  readonly message: string;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** The hash of a component's code. */
  readonly code: string | null;
  readonly image: string | null;
  /** The run that did the work, when the result was taken from the cache. */
  readonly cachedRun: string | null;
  readonly cachedStep: string | null;
  readonly cacheKey: string | null;
  readonly notCached: string | null;
  readonly attempts: readonly RecordedAttempt[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly results: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly inputs: readonly RecordedInput[];
  readonly outputs: readonly RecordedOutput[];
  readonly metrics: readonly RecordedMetric[];
}

/** A run with all that is known of it. */
export interface WholeRun extends RecordedRun {
  readonly parameters: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** When it went on, each time that it had been interrupted. */
  readonly wentOnAt: readonly number[];
  readonly steps: readonly RecordedStep[];
}

const runColumns =
  "id, pipeline, workflow, phase, message, interrupted, started_at AS startedAt, finished_at AS finishedAt" as const;

export interface RunFilter {
  readonly pipeline?: string;
  readonly phase?: string;
  /** Only so many, the latest. */
  readonly limit?: number;
}

/** The runs, the latest first. */
export function readRuns(db: DatabaseSync, { pipeline, phase, limit = -1 }: RunFilter = {}): readonly RecordedRun[] {
  const rows = db
    .prepare(
      `SELECT ${runColumns} FROM runs WHERE pipeline = coalesce(?, pipeline) AND phase = coalesce(?, phase)
       ORDER BY started_at DESC, id DESC LIMIT ?`,
    )
    .all(pipeline ?? null, phase ?? null, limit);
  return rows.map(asRun);
}

/** One run with its steps; undefined when the record has none of this id. */
export function readRun(db: DatabaseSync, id: string): WholeRun | undefined {
  const row = db.prepare(`SELECT ${runColumns} FROM runs WHERE id = ?`).get(id);
  if (row === undefined) return undefined;
  const values = (kind: string) =>
    asValues(db.prepare("SELECT name, value FROM run_values WHERE run = ? AND kind = ?").all(id, kind));
  const wentOnAt = db
    .prepare("SELECT went_on_at FROM resumptions WHERE run = ? ORDER BY number")
    .all(id)
    .map((one) => Number(one["went_on_at"]));
  return {
    ...asRun(row),
    parameters: values("parameter"),
    environment: values("environment"),
    wentOnAt,
    steps: readSteps(db, id),
  };
}

/** The steps of a run in the order in which they began, or one of them. */
export function readSteps(db: DatabaseSync, run: string, step?: string): readonly RecordedStep[] {
  const only = step === undefined ? "" : " AND step = ?";
  const all = (columns: string, table: string, order: string): readonly Row[] =>
    db
      .prepare(`SELECT step, ${columns} FROM ${table} WHERE run = ?${only} ORDER BY ${order}`)
      .all(...([run, step].filter((value) => value !== undefined) as SQLInputValue[]));
  const steps = all(
    `node, template, type, phase, message, started_at AS startedAt, finished_at AS finishedAt, code, image,
     cached_run AS cachedRun, cached_step AS cachedStep, cache_key AS cacheKey, not_cached AS notCached`,
    "steps",
    "position",
  );
  const attempts = byStep(
    all(
      `number, node, phase, message, started_at AS startedAt, finished_at AS finishedAt, exit_code AS exitCode,
       peak_memory AS peakMemory`,
      "attempts",
      "number",
    ),
  );
  const values = byStep(all("kind, name, value", "step_values", "kind, name"));
  const made = byStep(all("output, digest, type, bytes, key", "made", "output"));
  const used = byStep(all("input, digest, source, from_step AS fromStep, from_output AS fromOutput", "used", "input, position"));
  const metrics = byStep(all("output, name, value", "metrics", "output, name"));
  return steps.map((row) => {
    const name = String(row["step"]);
    const of = (rows: ReadonlyMap<string, readonly Row[]>) => rows.get(name) ?? [];
    const valuesOf = (kind: string) => asValues(of(values).filter((value) => value["kind"] === kind));
    return {
      ...row,
      attempts: of(attempts),
      parameters: valuesOf("input"),
      results: valuesOf("output"),
      environment: valuesOf("environment"),
      inputs: of(used),
      outputs: of(made),
      metrics: of(metrics),
    } as unknown as RecordedStep;
  });
}

type Row = Readonly<Record<string, unknown>>;

/** Rows without the step that they belong to, by it. */
function byStep(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const { step, ...row } of rows) {
    const name = String(step);
    const known = found.get(name);
    if (known === undefined) found.set(name, [row]);
    else known.push(row);
  }
  return found;
}

const asRun = (row: Row): RecordedRun => ({ ...row, interrupted: row["interrupted"] === 1 }) as unknown as RecordedRun;

const asValues = (rows: readonly Row[]): Readonly<Record<string, string>> =>
  Object.fromEntries(rows.map((row) => [String(row["name"]), String(row["value"])]));
