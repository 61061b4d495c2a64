/** What became of something that a pipeline has. */
export interface Change {
  readonly about: "step" | "body" | "parameter" | "schedule" | "pipeline";
  /** What it is called now, or was called when it is gone; with the names of the bodies around it. */
  readonly name: string;
  readonly status: "added" | "removed" | "changed";
  /** What it was called before, when that is another name. */
  readonly formerName: string | undefined;
  readonly facts: readonly FactChange[];
}

/** One thing that is true of it now and was not before, or the other way round. */
export interface FactChange {
  readonly label: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}
