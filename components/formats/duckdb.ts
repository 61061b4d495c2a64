import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import { InputError } from "../../dsl/run-context.ts";
import { machineError } from "./duckdb-error.ts";

export interface DatabaseOptions {
  /** At most this many; default: all cores this process may use. */
  readonly threads?: number;
  /** What DuckDB may hold in memory before it spills to a temporary folder, in MiB; default 512. */
  readonly memoryMebibytes?: number;
  /** Interrupts a running query; the query then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A value bound to `$1`, `$2`, … of a query. */
export type Bound = DuckDBValue;

/** One value of a result: BIGINT and HUGEINT come as bigint, TIMESTAMP as Date, lists as arrays. */
export type Cell =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly Cell[]
  | { readonly [key: string]: Cell };

/** A piece of a result: `columns[c][r]` for r below `rows`. */
export interface DoubleChunk {
  readonly rows: number;
  readonly columns: readonly Float64Array[];
}

/** An in-memory DuckDB database. `using` or `close()` frees it and its temporary folder. */
export interface Database extends Disposable {
  /** Runs statements whose result does not matter. */
  readonly run: (sql: string, values?: readonly Bound[]) => Promise<void>;
  /** Runs a query and gives its rows as objects by column name. */
  readonly rows: <Row = Readonly<Record<string, Cell>>>(sql: string, values?: readonly Bound[]) => Promise<readonly Row[]>;
  /**
   * The columns of a large result, all of them DOUBLE and without missing values, piece by piece (about 2,000 rows). A piece is only good until
   * the next one: its memory is used again.
   */
  readonly doubles: (sql: string, width: number) => AsyncIterable<DoubleChunk>;
  /** The connection itself, for what the words above do not cover. */
  readonly connection: DuckDBConnection;
  readonly close: () => void;
  /** How many threads it may use. */
  readonly threads: number;
}

/**
 * Opens an in-memory database. Its threads and its memory are bounded, it installs no extensions and reaches no network.
 *
 * @throws InputError `package-missing` when `@duckdb/node-api` is not installed
 * @example
 * using database = await openDatabase({ signal });
 * const rows = await database.rows(`SELECT count(*) AS n FROM read_parquet($1)`, [path]);
 */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const { DuckDBInstance } = await loadDuckDb();
  const spill = mkdtempSync(join(tmpdir(), "pipewright-duckdb-"));
  const threads = Math.max(1, options.threads ?? availableParallelism());
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${options.memoryMebibytes ?? 512}MiB`,
    temp_directory: spill,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'"); // times without an offset are UTC on every machine
  return { ...wrap(instance, connection, spill, options.signal), threads };
}

function wrap(
  instance: DuckDBInstance,
  connection: DuckDBConnection,
  spill: string,
  signal: AbortSignal | undefined,
): Omit<Database, "threads"> {
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  const abortable = async <T>(work: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      throw machineError(error);
    }
  };
  const close = () => {
    signal?.removeEventListener("abort", interrupt);
    connection.closeSync();
    instance.closeSync();
    rmSync(spill, { recursive: true, force: true });
  };
  return {
    connection,
    run: (sql, values) => abortable(async () => void (await connection.run(sql, values && [...values]))),
    rows: <Row>(sql: string, values?: readonly Bound[]) =>
      abortable(async () => (await connection.runAndReadAll(sql, values && [...values])).getRowObjectsJS() as Row[]),
    doubles: (sql, width) => streamDoubles(connection, sql, width, abortable),
    close,
    [Symbol.dispose]: close,
  };
}

type Abortable = <T>(work: () => Promise<T>) => Promise<T>;

async function* streamDoubles(
  connection: DuckDBConnection,
  sql: string,
  width: number,
  abortable: Abortable,
): AsyncGenerator<DoubleChunk> {
  const result = await abortable(() => connection.stream(sql));
  let columns: readonly Float64Array[] = [];
  for (;;) {
    const chunk = await abortable(() => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    const rows = chunk.rowCount;
    if ((columns[0]?.length ?? 0) < rows) columns = Array.from({ length: width }, () => new Float64Array(rows));
    for (const [index, column] of columns.entries()) {
      const vector = chunk.getColumnVector(index);
      for (let row = 0; row < rows; row++) column[row] = vector.getItem(row) as number;
    }
    yield { rows, columns };
  }
}

async function loadDuckDb(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch (error) {
    throw new InputError(
      "package-missing",
      `This component reads and writes data with DuckDB, but the package "@duckdb/node-api" could not be loaded: ${(error as Error).message}`,
      "Install it: npm install @duckdb/node-api",
    );
  }
}

/**
 * A name as an SQL identifier, whatever is in it.
 *
 * @example
 * quoteIdentifier('a "b"') // => '"a ""b"""'
 */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A text as an SQL literal, for the places where DuckDB takes no bound value (the file of COPY).
 *
 * @example
 * quoteText("it's") // => "'it''s'"
 */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
