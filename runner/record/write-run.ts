import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { codeOf } from "../run/key-parts.ts";
import type { DescribedStep } from "./describe-step.ts";
import type { RunFacts } from "./run-fold.ts";

/** Writes rows of runs and steps; what was there of the same run or step is replaced. */
export class RunWriter {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** @param eventsBytes how much of the run's events the record knows */
  run(run: RunFacts, eventsBytes: number): void {
    this.#run(
      `INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, message = excluded.message, interrupted = excluded.interrupted,
         finished_at = excluded.finished_at, events_bytes = excluded.events_bytes`,
      run.id,
      run.pipeline,
      run.workflow,
      run.phase,
      run.message,
      run.interrupted ? 1 : 0,
      run.startedAt,
      run.finishedAt ?? null,
      eventsBytes,
    );
    for (const [number, time] of run.wentOnAt.entries())
      this.#run("INSERT OR REPLACE INTO resumptions VALUES (?, ?, ?)", run.id, number, time);
    for (const [kind, values] of [
      ["parameter", run.parameters],
      ["environment", run.environment],
    ] as const)
      for (const [name, value] of Object.entries(values))
        this.#run("INSERT OR REPLACE INTO run_values VALUES (?, ?, ?, ?)", run.id, kind, name, value);
  }

  step(run: string, { facts, made, used, metrics }: DescribedStep): void {
    const { step } = facts;
    this.#run("DELETE FROM steps WHERE run = ? AND step = ?", run, step);
    this.#run(
      "INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      run,
      step,
      facts.position,
      facts.node,
      facts.template,
      facts.type,
      facts.phase,
      facts.message,
      facts.startedAt,
      facts.finishedAt ?? null,
      codeOf(facts.image) ?? null,
      facts.image ?? null,
      facts.cachedRun ?? null,
      facts.cachedStep ?? null,
      facts.cacheKey ?? null,
      facts.notCached ?? null,
    );
    for (const one of facts.attempts)
      this.#run(
        "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        run,
        step,
        one.number,
        one.node,
        one.phase,
        one.message,
        one.startedAt,
        one.finishedAt ?? null,
        one.exitCode ?? null,
        one.peakMemory ?? null,
      );
    for (const [kind, values] of [
      ["input", facts.inputs],
      ["output", facts.outputs],
      ["environment", facts.env],
    ] as const)
      for (const [name, value] of Object.entries(values))
        this.#run("INSERT OR REPLACE INTO step_values VALUES (?, ?, ?, ?, ?)", run, step, kind, name, value);
    for (const { output, digest, type, bytes, key } of made) {
      this.#artifact(digest, bytes);
      const row = [run, step, output, digest ?? null, type ?? null, bytes, key ?? null];
      this.#run("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?, ?)", ...row);
    }
    for (const [position, { input, digest, bytes, source, fromStep, fromOutput }] of used.entries()) {
      this.#artifact(digest, bytes ?? 0);
      const row = [run, step, input, position, digest ?? null, source ?? null, fromStep ?? null, fromOutput ?? null];
      this.#run("INSERT OR REPLACE INTO used VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ...row);
    }
    for (const { output, name, value } of metrics)
      this.#run("INSERT OR REPLACE INTO metrics VALUES (?, ?, ?, ?, ?)", run, step, output, name, value);
  }

  forget(run: string): void {
    this.#run("DELETE FROM runs WHERE id = ?", run);
  }

  /** Contents that nobody has any more. */
  forgetLostArtifacts(): void {
    this.#run(
      `DELETE FROM artifacts WHERE NOT EXISTS (SELECT 1 FROM made WHERE made.digest = artifacts.digest)
         AND NOT EXISTS (SELECT 1 FROM used WHERE used.digest = artifacts.digest)`,
    );
  }

  #artifact(digest: string | undefined, bytes: number): void {
    if (digest !== undefined) this.#run("INSERT OR IGNORE INTO artifacts VALUES (?, ?)", digest, bytes);
  }

  #run(sql: string, ...values: readonly SQLInputValue[]): void {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    statement.run(...values);
  }
}
