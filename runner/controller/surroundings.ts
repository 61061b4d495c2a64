import type { Template } from "../../compiler/argo/model.generated.ts";
import type { NodeOutputs, NodeStatus } from "./node-status.ts";
import type { ConfigMapValue } from "./process-args.ts";

/** A pod that is to run. */
export interface PodOrder {
  readonly node: string;
  readonly template: Template;
  readonly wantsResult: boolean;
}

/** Why a pod is to end: what its node says then. */
export interface StopOrder {
  readonly node: string;
  readonly message: string;
}

/** A suspended node that waits. */
export interface Waiting {
  readonly node: NodeStatus;
  readonly template: Template;
  /** When it goes on by itself. */
  readonly until: number | undefined;
}

/** Outputs that were kept under a key. */
export interface CacheEntry {
  readonly outputs: NodeOutputs;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
}

/** Who asks for outputs: all tags of its template are replaced. */
export interface CacheLookup {
  readonly node: string;
  readonly template: Template;
}

/** What the controller has around it: everything that is no decision. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Walk again at this time. */
  readonly wakeAt: (time: number) => void;
  readonly startPod: (order: PodOrder) => void;
  readonly stopPod: (order: StopOrder) => void;
  /** Ask whoever answers. */
  readonly ask: (waiting: Waiting) => void;
  /** A key of a ConfigMap that may give values to parameters. */
  readonly configMap: ConfigMapValue;
  /** A key of any ConfigMap: the limit of a semaphore. */
  readonly semaphoreLimit: ConfigMapValue;
  readonly cached: (cache: string, key: string, lookup: CacheLookup) => CacheEntry | undefined;
  readonly keep: (cache: string, key: string, entry: CacheEntry, node: string) => void;
}
