import type { DatabaseSync } from "node:sqlite";

/**
 * SQLite as Node has it, loaded when the first record is opened. Some versions of Node warn that they call it experimental; we say in the manual
 * which ones were tried, and a run's output is for what the run has to say.
 */
export function openDatabase(path: string, timeout: number): DatabaseSync {
  const emitWarning = process.emitWarning;
  process.emitWarning = (() => undefined) as typeof process.emitWarning;
  try {
    const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
    return new Database(path, { timeout, enableForeignKeyConstraints: true });
  } finally {
    process.emitWarning = emitWarning;
  }
}
