import { isFailure } from "../../runner/controller/node-status.ts";
import type { RunEvent } from "../../runner/event.ts";
import type { OpenCluster } from "../open-cluster.ts";
import type { FollowedWorkflow } from "./followed-workflow.ts";
import { podLog } from "./pod-log.ts";
import { podNameOf } from "./pod-name.ts";

const numLines = 20;
/** When hundreds fail at once, the first say why. */
const mostPods = 5;

/**
 * The last lines of pods that have failed since the last look: what a person wants to read first. Pods that are gone, and logs that may not be
 * read, say nothing.
 */
export async function lastWords(
  { client, namespace }: Pick<OpenCluster, "client" | "namespace">,
  before: FollowedWorkflow | undefined,
  now: FollowedWorkflow,
  signal: AbortSignal,
): Promise<readonly RunEvent[]> {
  const failed = [...now.nodes.values()].filter(
    ({ name, type, phase }) => type === "Pod" && isFailure(phase) && !isFailure(before?.nodes.get(name)?.phase ?? "Pending"),
  );
  const heard = await Promise.all(
    failed.slice(0, mostPods).map(async ({ name: node }) => {
      const lines: RunEvent[] = [];
      try {
        for await (const { time, line } of podLog({ client, namespace, pod: podNameOf(now, node), tail: numLines, signal }))
          lines.push({ type: "node-log", time, node, stream: "stdout", line });
      } catch {
        signal.throwIfAborted();
      }
      return lines;
    }),
  );
  return heard.flat();
}
