import type { SecretKeySelector } from "../../compiler/argo/model.generated.ts";
import type { ArchiveBounds } from "./bounds.ts";
import type { LocalStore } from "./local-store.ts";

/** What is needed to fetch and keep artifacts. */
export interface ArtifactContext {
  /** For every artifact that names a key and no server of its own. */
  readonly store: LocalStore;
  readonly bounds: ArchiveBounds;
  /**
   * The value of a secret.
   * @throws Error in Kubernetes' words when there is none
   */
  readonly secret: (ref: SecretKeySelector) => string;
  /** The author's environment: AWS credentials, proxies. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An empty folder for what is on its way. */
  readonly temp: string;
  readonly signal: AbortSignal;
}
