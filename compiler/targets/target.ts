/** A minor version of Argo Workflows, from old to new. */
export const argoVersions = ["3.7", "4.0", "4.1"] as const;
export type ArgoVersion = (typeof argoVersions)[number];

/** What `--target` takes, the newest first; the first is what counts when nothing is said. */
export const targetNames = ["argo-4.1", "argo-4.0", "argo-3.7"] as const;
export type TargetName = (typeof targetNames)[number];

/** The Argo that a manifest is made for. A cluster's machines and queues are a profile's matter. */
export interface Target {
  readonly name: TargetName;
  readonly version: ArgoVersion;
  /** Fields of the newest API that it lacks, as `<Shape>.<field>`. */
  readonly lacks: ReadonlyMap<string, AddedField>;
  /** Where it behaves otherwise than the newest, and from which of its patches on no longer. */
  readonly behaviours: readonly Behaviour[];
}

/** A field that came with a version later than the oldest target. */
export interface AddedField {
  /** As Argo's and Kubernetes' API calls the object that has it. */
  readonly shape: string;
  readonly field: string;
  readonly since: ArgoVersion;
  /** What does nearly the same without it. */
  readonly help: string;
}

/** Something that a manifest can't see in the schema, and a cluster does. */
export interface Behaviour {
  readonly name: string;
  /** What holds from the given releases on. */
  readonly says: string;
  /** What the releases before do. */
  readonly before: string;
  /** The first patch of each version that behaves so; absent: none of that version does. */
  readonly from: Readonly<Partial<Record<ArgoVersion, string>>>;
}
