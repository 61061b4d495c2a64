import type { Lock } from "../../../dsl/options/locks.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { distinctSites } from "../options/option-sites.ts";

/** A task waits for no lock that its own run holds. */
export const lockHeldAlready: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, at }) =>
    (options.locks ?? [])
      .filter((lock) => (plan.options.locks ?? []).some((held) => identity(held) === identity(lock)))
      .map((lock) => problem("lock-held-already", { owner, lock: lockName(lock), pipeline: plan.name }, { at })),
  );

const identity = (lock: Lock): string =>
  JSON.stringify(lock.kind === "mutex" ? [lock.name, lock.namespace, lock.database] : [lock.limit, lock.namespace]);

const lockName = (lock: Lock): string =>
  lock.kind === "mutex"
    ? lock.name
    : "database" in lock.limit
      ? lock.limit.database
      : `${lock.limit.configMap}/${lock.limit.key}`;
