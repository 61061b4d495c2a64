import { ApiError } from "./api-error.ts";
import { ConnectionError } from "./connection-error.ts";
import { type KubeClient, sleep } from "./kube-client.ts";
import { isWorthAnother } from "./retry.ts";

/** An object of Kubernetes: what every one has. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface WatchOptions {
  readonly client: KubeClient;
  /** The address of the objects of its kind: `/api/v1/namespaces/ml/configmaps`. */
  readonly collection: string;
  readonly name: string;
  readonly signal: AbortSignal;
  /** How often it is looked at when it can't be watched, in seconds. */
  readonly everySeconds: number;
  /** Told when the server does not answer, and why. */
  readonly onRetry: (why: string) => void;
}

interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
  readonly object: KubeObject;
}

/** A server that starts again is not asked more often. */
const pauseMilliseconds = 500;

/**
 * An object as it is now, and again each time it has changed; the refusal of the server when it is not there any more. It goes on when the server
 * starts again, cuts the watch off, or has forgotten how far the watch was (410 Gone): then it looks at the object anew. Whoever may not
 * watch gets what is there from time to time.
 *
 * @throws ApiError, and the signal's reason
 */
export async function* watchObject(options: WatchOptions): AsyncGenerator<KubeObject | ApiError> {
  const { client, collection, name, signal, everySeconds, onRetry } = options;
  const path = `${collection}/${encodeURIComponent(name)}`;
  let mayWatch = true;
  for (;;) {
    signal.throwIfAborted();
    let found: KubeObject;
    try {
      found = await client.ask<KubeObject>({ method: "GET", path, signal, onRetry, patienceSeconds: Number.POSITIVE_INFINITY });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 404) throw error;
      yield error;
      return;
    }
    yield found;
    if (!mayWatch) {
      await sleep(everySeconds * 1000, signal);
      continue;
    }
    const since = Date.now();
    try {
      for await (const object of changesOf(options, found)) yield object;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiError && (error.code === 403 || error.code === 405)) mayWatch = false;
      else if (!mayGoOn(error)) throw error;
    }
    if (Date.now() - since < pauseMilliseconds) await sleep(pauseMilliseconds, signal);
  }
}

/** Ends when the watch does, and when the object is gone. */
async function* changesOf({ client, collection, name, signal }: WatchOptions, found: KubeObject): AsyncGenerator<KubeObject> {
  const query = {
    watch: "1",
    fieldSelector: `metadata.name=${name}`,
    resourceVersion: found.metadata.resourceVersion ?? "",
    allowWatchBookmarks: "true",
    timeoutSeconds: "290",
  };
  for await (const line of client.lines({ method: "GET", path: collection, query, signal })) {
    const { type, object } = JSON.parse(line) as WatchEvent;
    if (type === "DELETED" || type === "ERROR") return;
    if (type !== "BOOKMARK") yield object;
  }
}

const mayGoOn = (error: unknown): boolean =>
  error instanceof ConnectionError
    ? error.mayPass
    : error instanceof SyntaxError || isWorthAnother(true, error) || (error instanceof ApiError && error.code === 410);
