import type { ArchiveBounds } from "../artifacts/bounds.ts";
import type { LocalStore } from "../artifacts/local-store.ts";
import type { PortClaims } from "./port-claims.ts";

/** The author's own environment, which stands in for the Secrets and ConfigMaps of a cluster that the manifest does not bring along. */
export type OwnEnv = Readonly<Record<string, string | undefined>>;

/** The objects of the manifest that pods read, by name; their data as text. */
export interface PodObjects {
  readonly configMap: (name: string) => Readonly<Record<string, string>> | undefined;
  readonly secret: (name: string) => Readonly<Record<string, string>> | undefined;
}

/** What all places where pods run need to know. */
export interface PodOptions {
  readonly store: LocalStore;
  readonly objects: PodObjects;
  readonly env: OwnEnv;
  /** What an archive may grow to. */
  readonly bounds?: ArchiveBounds;
  /** Where the files of a PersistentVolumeClaim lie, which outlive a pod. */
  readonly claimFolder?: (claim: string) => string;
  /** The ports of this machine that pods have; without it each runner knows its own alone. */
  readonly ports?: PortClaims;
  /** `{{workflow.namespace}}`, for `metadata.namespace`. */
  readonly namespace?: string;
}

export const noObjects: PodObjects = { configMap: () => undefined, secret: () => undefined };
