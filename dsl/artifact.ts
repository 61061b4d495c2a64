/** Whether an artifact of a type is one file or a folder of files. */
export type ArtifactForm = "file" | "directory";

/** The type of an artifact: a name that wires are checked by, and its form on disk. */
export interface ArtifactType<Name extends string = string> {
  readonly kind: "artifact-type";
  readonly name: Name;
  readonly form: ArtifactForm;
  /** Set on `listOf(...)`: the type of each entry. */
  readonly entry?: ArtifactType;
}

/**
 * Declares an artifact type of one's own.
 *
 * ```ts
 * const Embeddings = artifact("Embeddings", "directory");
 * ```
 */
export function artifact<const Name extends string>(name: Name, form: ArtifactForm = "file"): ArtifactType<Name> {
  return Object.freeze({ kind: "artifact-type", name, form });
}

/**
 * The list of artifacts that a `forEach` leaves behind, as an input: one entry per item, in item order.
 *
 * ```ts
 * inputs: { models: listOf(Model) }
 * ```
 */
export function listOf<const Name extends string>(entry: ArtifactType<Name>): ArtifactType<`${Name}[]`> {
  return Object.freeze({ kind: "artifact-type", name: `${entry.name}[]` as const, form: "directory", entry });
}

/** Rows of data in named splits: a folder with `<split>.parquet` and `examples.json`. */
export const Examples = artifact("Examples", "directory");
/** What the columns of each split hold: one JSON file. */
export const Statistics = artifact("Statistics");
/** What the columns must hold: one JSON file, meant to be read and edited. */
export const Schema = artifact("Schema");
/** Where data and schema disagree: one JSON file. */
export const Anomalies = artifact("Anomalies");
/** A fitted preprocessing, used in training and in serving: a folder. */
export const TransformGraph = artifact("TransformGraph", "directory");
/** A trained model with its signature: a folder. */
export const Model = artifact("Model", "directory");
/** Numbers and curves of a run, drawn by its report: one JSON file. */
export const Metrics = artifact("Metrics");
/** A self-contained page, shown in the run's report: one file. */
export const Html = artifact("Html");
/** Any folder. */
export const Directory = artifact("Directory", "directory");
/** Any file. */
export const File = artifact("File");
