import { ApiError } from "../api-error.ts";
import { ConnectionError } from "../connection-error.ts";
import { type KubeClient, sleep } from "../kube-client.ts";
import { pathOf } from "../resource-kinds.ts";
import { isWorthAnother } from "../retry.ts";
import { podKind } from "./workflow-kind.ts";

export interface PodLogOptions {
  readonly client: KubeClient;
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
  /** Whether to wait for more until the container has ended. */
  readonly follow?: boolean;
  /** Only so many lines of its end. */
  readonly tail?: number;
  readonly signal: AbortSignal;
  readonly onRetry?: (why: string) => void;
}

export interface PodLine {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly line: string;
}

/** A longer line is cut: nobody reads it, and it would fill the memory of whoever tries. */
const longestLine = 64 * 1024;

/**
 * What a container has printed, line by line, with the times at which its node got them. A connection that breaks is taken up again where it
 * was, without a line twice.
 *
 * @throws ApiError 404 when the pod is gone, 400 when its container has not begun
 */
export async function* podLog(options: PodLogOptions): AsyncGenerator<PodLine> {
  const { client, namespace, pod, container = "main", follow = false, tail, signal, onRetry = () => undefined } = options;
  let last = "";
  let numOfLast = 0;
  for (let tries = 0; ; tries++) {
    const query = {
      container,
      timestamps: "true",
      ...(follow && { follow: "true" }),
      ...(tail !== undefined && last === "" && { tailLines: String(tail) }),
      ...(last !== "" && { sinceTime: `${last.slice(0, 19)}Z` }),
    };
    let skip = numOfLast;
    try {
      for await (const text of client.lines({
        method: "GET",
        path: `${pathOf(podKind, namespace, pod)}/log`,
        query,
        accept: "*/*",
        signal,
      })) {
        const { stamp, line } = parsed(text);
        if (stamp < last) continue;
        if (stamp === last && skip > 0) {
          skip--;
          continue;
        }
        numOfLast = stamp === last ? numOfLast + 1 : 1;
        last = stamp;
        tries = 0;
        yield {
          time: Date.parse(`${stamp.slice(0, 23)}Z`) || 0,
          line: line.length > longestLine ? `${line.slice(0, longestLine)}…` : line,
        };
      }
      return;
    } catch (error) {
      signal.throwIfAborted();
      const mayGoOn = error instanceof ConnectionError ? error.mayPass : isWorthAnother(true, error);
      if (!mayGoOn || tries >= 20) throw error;
      onRetry((error as Error).message);
      await sleep(Math.min(5_000, 200 * 2 ** tries), signal);
    }
  }
}

/** `2026-11-23T03:00:01.5Z text` with as many digits of seconds as there are; all are made nine, so that they can be compared. */
function parsed(text: string): { readonly stamp: string; readonly line: string } {
  const [, seconds, fraction = "", line = ""] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z ?(.*)$/s.exec(text) ?? [];
  if (seconds === undefined) return { stamp: "", line: text };
  return { stamp: `${seconds}.${fraction.padEnd(9, "0")}`, line };
}

/** Whether a refusal means that there is no log to be had from the pod any more. */
export const isGone = (error: unknown): boolean => error instanceof ApiError && (error.code === 404 || error.code === 410);
