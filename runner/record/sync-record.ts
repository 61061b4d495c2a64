import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { runIdsIn } from "../run/find-run.ts";
import { indexFolder } from "./index-run.ts";
import { inTransaction, openRecord } from "./open-record.ts";
import { RunWriter } from "./write-run.ts";

/** The record of a project, and where its runs lie. */
export interface RecordPlace {
  readonly file: string;
  readonly runs: string;
}

/** @param project the folder that holds `.pipewright` */
export const recordOf = (project: string): RecordPlace => ({
  file: join(project, ".pipewright", "record.db"),
  runs: join(project, ".pipewright", "runs"),
});

/**
 * Opens the record and brings it up to date with the folders of the runs: what they have more is read, and what is gone is forgotten.
 *
 * @param rebuild read all folders anew
 * @throws Error when it can't be written
 */
export async function syncedRecord({ file, runs }: RecordPlace, rebuild = false): Promise<DatabaseSync> {
  const db = openRecord(file, { anew: rebuild });
  try {
    const known = new Map(
      db
        .prepare("SELECT id, events_bytes FROM runs")
        .all()
        .map((row) => [String(row["id"]), Number(row["events_bytes"])]),
    );
    for (const id of runIdsIn(runs).toReversed()) {
      const events = statSync(join(runs, id, "events.jsonl"), { throwIfNoEntry: false });
      const before = known.get(id);
      known.delete(id);
      if (events === undefined || events.size === before) continue;
      await indexFolder(join(runs, id), db);
    }
    const gone = [...known.keys()].filter((id) => !existsSync(join(runs, id, "events.jsonl")));
    if (gone.length > 0) forget(db, gone);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function forget(db: DatabaseSync, ids: readonly string[]): void {
  const writer = new RunWriter(db);
  inTransaction(db, () => {
    for (const id of ids) writer.forget(id);
    writer.forgetLostArtifacts();
  });
}
