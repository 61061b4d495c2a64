import type { Spot } from "../../../dsl/gpu.ts";
import type { Retry } from "../../../dsl/options/retry.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { distinctSites } from "../options/option-sites.ts";

/** Who lets machines be taken back lets the step be tried again, also when the cluster calls it an error, and often enough for the way out. */
export const spotRetryUnsound: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, task, at }) => {
    if (task.component.work.kind === "resource") return []; // its pods are the object's to bring back
    const spot = options.resources?.gpu?.wants.spot;
    if (spot === undefined || spot === false || options.retry === undefined) return [];
    const reason = reasonAgainst(options.retry, spot === true ? {} : spot);
    return reason === undefined ? [] : [problem("spot-retry-unsound", { owner, reason }, { at })];
  });

function reasonAgainst(given: number | Retry, { onDemandAfter }: Spot): string | undefined {
  const { limit, policy = "always", anotherNode }: Retry = typeof given === "number" ? { limit: given } : given;
  if (limit === 0) return "its retry is 0, so the run fails when the machine goes";
  if (policy !== "always") return `its retry policy "${policy}" misses some of the ways in which a machine goes`;
  if (onDemandAfter === undefined) return undefined;
  if (limit < onDemandAfter) return `its retry ends after ${limit + 1} tries, and onDemandAfter: ${onDemandAfter} comes later`;
  return anotherNode === true
    ? "anotherNode does not hold beside onDemandAfter, which says anew at each try where the pod may be"
    : undefined;
}
