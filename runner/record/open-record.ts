import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { schema, schemaVersion } from "./schema.ts";
import { openDatabase } from "./sqlite.ts";

/** How long one process waits while another writes, in milliseconds: a write takes a few. */
const patience = 5000;

export interface OpenOptions {
  /** Forget what the file holds. */
  readonly anew?: boolean;
  /** How long to wait for another process that writes, in milliseconds. */
  readonly timeout?: number;
}

/**
 * Opens the index of a workspace's runs; one that is not there, is broken or is of another version begins empty.
 *
 * @throws Error when it can't be written, or another process holds it for long
 */
export function openRecord(path: string, { anew = false, timeout = patience }: OpenOptions = {}): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  try {
    return prepared(openDatabase(path, timeout), anew);
  } catch (error) {
    if (!isBroken(error)) throw error;
    for (const ending of ["", "-wal", "-shm"]) rmSync(path + ending, { force: true });
    return prepared(openDatabase(path, timeout), anew);
  }
}

function prepared(db: DatabaseSync, anew: boolean): DatabaseSync {
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    if (anew || versionOf(db) !== schemaVersion) makeTables(db, anew);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

const versionOf = (db: DatabaseSync): number => Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);

/** In one transaction, after another look: two processes may find an old index at the same time. */
function makeTables(db: DatabaseSync, anew: boolean): void {
  db.exec("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
  try {
    if (anew || versionOf(db) !== schemaVersion) {
      const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
      for (const { name } of tables) db.exec(`DROP TABLE "${String(name).replaceAll('"', '""')}"`);
      db.exec(`${schema} PRAGMA user_version = ${schemaVersion};`);
    }
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  } finally {
    db.exec("PRAGMA foreign_keys = ON");
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB: it is an index, and what it was made of is still there. */
const isBroken = (error: unknown): boolean => [11, 26].includes((error as { errcode?: number }).errcode ?? 0);

/** Does all of it or nothing. */
export function inTransaction(db: DatabaseSync, work: () => void): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    work();
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
