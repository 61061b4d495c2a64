import type { CacheEntry, CacheLookup } from "../controller/surroundings.ts";
import type { RunEvent } from "../event.ts";
import type { NodeFacts } from "./node-events.ts";

/** Where outputs of memoized templates are kept. */
export interface MemoCache {
  readonly get: (cache: string, key: string, lookup: CacheLookup) => CacheEntry | undefined;
  readonly put: (cache: string, key: string, entry: CacheEntry, node: string) => void;
  /** What is known of a node whose outputs may be kept. */
  readonly facts?: (node: string) => NodeFacts;
  /** Is told of everything that happens. */
  readonly note?: (event: RunEvent) => void;
}
