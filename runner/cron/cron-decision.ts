import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import { wantsStart, wantsStop } from "./cron-expressions.ts";
import type { CronRun, CronStatus } from "./cron-status.ts";

/** What becomes of a time at which a schedule wants a run. */
export type CronDecision =
  /** `replaces` are ended for it. */
  | { readonly kind: "start"; readonly replaces: readonly CronRun[] }
  | { readonly kind: "skip"; readonly why: string }
  /** Its stop strategy ends it for good. */
  | { readonly kind: "stop" }
  /** An expression is wrong. A wrong `when` counts as a failed run, as in the controller. */
  | { readonly kind: "problem"; readonly why: string; readonly counts: boolean };

/** Decides in the controller's order: stop strategy, `suspend`, `when`, concurrency policy. */
export function decideStart(cron: CronWorkflow, status: CronStatus, now: number): CronDecision {
  const { spec } = cron;
  try {
    if (wantsStop(cron, status, now)) return { kind: "stop" };
  } catch (error) {
    return { kind: "problem", why: `failed to evaluate stop expression: ${(error as Error).message}`, counts: false };
  }
  if (spec.suspend === true) return { kind: "skip", why: "it is suspended" };
  if (status.isStopped) return { kind: "stop" };
  try {
    if (!wantsStart(cron, status, now)) return { kind: "skip", why: `when: ${spec.when} is false` };
  } catch (error) {
    return { kind: "problem", why: `run policy error: ${(error as Error).message}`, counts: true };
  }
  const [first] = status.active;
  if (spec.concurrencyPolicy === "Forbid" && first !== undefined)
    return { kind: "skip", why: `concurrencyPolicy is Forbid, and ${first.workflow} still runs` };
  return { kind: "start", replaces: spec.concurrencyPolicy === "Replace" ? status.active : [] };
}
