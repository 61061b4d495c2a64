import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { distinctSites } from "../options/option-sites.ts";

/** Kueue takes a pod away when a more important one comes, and does not bring it back: only Argo does. */
export const queueWithoutRetry: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options: { queue, retry, resources }, task, at }) => {
    if (task.component.work.kind === "resource") return []; // its pods are the object's to bring back
    if (queue === undefined || queue === false || plan.profile.queues !== "kueue") return [];
    const limit = typeof retry === "object" ? retry.limit : retry;
    const spot = resources?.gpu?.wants.spot;
    if (limit === undefined ? spot !== undefined && spot !== false : limit > 0) return [];
    return [problem("queue-without-retry", { owner }, { at })];
  });
