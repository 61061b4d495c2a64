/** What a component asked of DuckDB: the settings of its database, then its statements. */
export interface Recorded {
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether all rows are held at one time, or come piece by piece. */
  readonly method?: "run" | "stream";
  readonly sql?: string;
  readonly values?: readonly unknown[];
}

/** One entry as a line; whole numbers beyond JSON's are marked. */
export const encode = (entry: unknown): string =>
  JSON.stringify(entry, (_, value) => (typeof value === "bigint" ? { bigint: String(value) } : value));

export const decode = (line: string): Recorded =>
  JSON.parse(line, (_, value) =>
    typeof value === "object" && value !== null && "bigint" in value ? BigInt(value.bigint) : value,
  );
