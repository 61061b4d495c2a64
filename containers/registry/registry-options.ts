import type { CredentialFinder } from "./credentials/credential.ts";
import type { Clock } from "./http/retry.ts";

/** What a session with registries is told; all of it may be left out. */
export interface RegistryOptions {
  /** Hosts, as `registry.local:5000`, to which plain HTTP is good enough. This machine always is one. */
  readonly insecure?: readonly string[];
  readonly signal?: AbortSignal;
  /** How often something is tried before it has failed; 6. */
  readonly tries?: number;
  /** How many blobs are sent at a time; 4. */
  readonly uploadsAtOnce?: number;
  /** Blobs larger than this are sent in such parts. Without it in one, and in parts where the registry refuses that. */
  readonly chunkBytes?: number;
  /** After so long without a byte a connection counts as broken; two minutes. */
  readonly idleMilliseconds?: number;
  /** Where logins come from; by itself what Docker and podman keep. */
  readonly credentials?: CredentialFinder;
  readonly tell?: (event: TransferEvent) => void;
  readonly clock?: Clock;
}

/** What happens on the way, for lines of progress. */
export type TransferEvent =
  | { readonly type: "blob-sent"; readonly repository: string; readonly digest: string; readonly bytes: number }
  | { readonly type: "blob-mounted"; readonly repository: string; readonly digest: string; readonly from: string }
  /** Something is tried again. */
  | { readonly type: "waiting"; readonly registry: string; readonly reason: string; readonly milliseconds: number };
