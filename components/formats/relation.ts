import type { ExamplesColumn } from "./examples-folder.ts";

/** A source as DuckDB reads it. */
export interface Relation {
  /** A query that gives the columns, named and typed, with the rows in the source's order. */
  readonly sql: string;
  readonly columns: readonly ExamplesColumn[];
  /** Rows that the query must give, counted by other means; undefined when nobody counted. */
  readonly rows: number | undefined;
}
