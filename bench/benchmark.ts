export type Unit = "s" | "MiB" | "bytes" | "instantiations" | "objects" | "tasks" | "templates" | "times";

/** A number of a benchmark. */
export interface Result {
  /** The benchmark, and after a "/" the part of it. */
  readonly name: string;
  /** Of a time the median of several runs. */
  readonly value: number;
  readonly unit: Unit;
  /** Of a time the fastest run. */
  readonly fastest?: number;
  /** What the value stands against, measured in the same run, or a limit. */
  readonly peer?: string;
  /** value / the peer's value; below 1 is better than the peer, or within the limit. */
  readonly ratio?: number;
  /** The most memory that the process and its children held at one time. */
  readonly peakMiB?: number;
}

/** Why a benchmark has no numbers on this machine: something that it is measured against is not there. */
export interface Skipped {
  readonly skipped: string;
}

/** One file in benchmarks/. */
export interface Benchmark {
  readonly name: string;
  /** What a person waits for here. */
  readonly question: string;
  readonly run: () => Promise<readonly Result[] | Skipped>;
}
