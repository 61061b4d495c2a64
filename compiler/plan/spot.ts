import type { Spot } from "../../dsl/gpu.ts";
import { lastTry } from "../../dsl/options/last-try.ts";
import type { Retry } from "../../dsl/options/retry.ts";
import type { TaskOptions } from "../../dsl/task-options.ts";

/** What a step said of machines that may be taken back; undefined when it wants none. */
export function spotOf({ resources }: TaskOptions): Spot | undefined {
  const spot = resources?.gpu?.wants.spot;
  return typeof spot === "object" ? spot : spot === true ? {} : undefined;
}

/** How such a step is tried again when its author says nothing: only when the machine was the reason. */
export const spotRetry = ({ onDemandAfter = 0 }: Spot): Retry => ({
  limit: Math.max(3, onDemandAfter + 1),
  policy: "always",
  when: lastTry.preempted,
  backoff: { duration: "30s", factor: 2, cap: "10m" },
});
