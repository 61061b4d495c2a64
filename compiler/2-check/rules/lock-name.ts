import type { Lock } from "../../../dsl/options/locks.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A lock has a name, and a semaphore the key of a limit. */
export const lockName: Rule = (plan) =>
  [
    ...optionSites(plan).map(({ owner, options, at }) => ({ owner, locks: options.locks, at })),
    { owner: `Pipeline "${plan.name}"`, locks: plan.options.locks, at: plan.at },
  ].flatMap(({ owner, locks, at }) =>
    (locks ?? []).filter((lock) => !hasName(lock)).map((lock) => problem("lock-name", { owner, kind: lock.kind }, { at })),
  );

function hasName(lock: Lock): boolean {
  if (lock.kind === "mutex") return /^\S+$/.test(lock.name);
  return "database" in lock.limit ? /^\S+$/.test(lock.limit.database) : /^[-._a-zA-Z0-9]+$/.test(lock.limit.key);
}
