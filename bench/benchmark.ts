/** A number of a benchmark: the fastest of several runs. */
export interface Result {
  /** The benchmark, and after a "/" the part of it. */
  readonly name: string;
  readonly value: number;
  readonly unit: "s";
  readonly median: number;
  /** What the value stands against, measured in the same run, or a limit. */
  readonly peer?: string;
  /** value / the peer's value; below 1 is better than the peer, or within the limit. */
  readonly ratio?: number;
  /** The most memory that the process and its children held at one time. */
  readonly peakMiB?: number;
}

/** One file in benchmarks/. */
export interface Benchmark {
  readonly name: string;
  /** What a person waits for here. */
  readonly question: string;
  readonly run: () => Promise<readonly Result[]>;
}
