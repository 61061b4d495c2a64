import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { distinctSites } from "../options/option-sites.ts";

/** Time in a queue counts as waiting for a machine. */
export const pendingTimeoutCountsQueue: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options: { pendingTimeout, labels, podSpecPatch, queue }, at }) => {
    if (pendingTimeout === undefined || pendingTimeout === false) return [];
    const isQueued =
      (queue !== undefined && queue !== false) ||
      Object.hasOwn(labels ?? {}, "kueue.x-k8s.io/queue-name") ||
      podSpecPatch?.["schedulingGates"] !== undefined;
    return isQueued ? [problem("pending-timeout-counts-queue", { owner }, { at })] : [];
  });
