import type { Profile } from "./profile.ts";

/** What the verbs take for said in a project, unless the command line says otherwise. */
export interface Config {
  readonly kind: "config";
  /** The cluster: a name that Pipewright knows, one of `profiles`, or a description. */
  readonly profile?: string | Profile;
  /** Clusters of one's own, for `--profile NAME`. */
  readonly profiles?: readonly Profile[];
  /** Where images belong, such as `ghcr.io/me/taxi`. */
  readonly registry?: string;
  /** The Argo that manifests are made for. */
  readonly target?: "argo-4.1" | "argo-4.0" | "argo-3.7";
  /** The namespace of the verbs that speak to a cluster. */
  readonly namespace?: string;
}

/**
 * The settings of a project, exported by `pipewright.config.ts` beside its package.json or in a folder nearer to the pipeline.
 *
 * ```ts
 * export default config({
 *   profile: "office",
 *   profiles: [profile({ name: "office", base: "gke", defaults: { retry: 1 } })],
 *   registry: "ghcr.io/me/taxi",
 *   target: "argo-4.0",
 *   namespace: "ml",
 * });
 * ```
 */
export const config = (given: Omit<Config, "kind">): Config => Object.freeze({ ...given, kind: "config" });
