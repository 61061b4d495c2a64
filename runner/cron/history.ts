import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import type { EndedCronRun } from "./cron-status.ts";

/** So many are kept when a CronWorkflow does not say. */
const defaults = { succeeded: 3, failed: 1 } as const;

/** The runs that have no place in the history any more: of those that succeeded and of those that failed the last few stay. */
export function outdatedRuns({ spec }: CronWorkflow, ended: readonly EndedCronRun[]): readonly EndedCronRun[] {
  const limit = (given: number | undefined, otherwise: number): number => (given === undefined || given < 0 ? otherwise : given);
  const tooOld = (succeeded: boolean, keep: number): readonly EndedCronRun[] => {
    const alike = ended.filter((run) => run.succeeded === succeeded).toSorted((one, other) => other.endedAt - one.endedAt);
    return alike.slice(keep);
  };
  return [
    ...tooOld(true, limit(spec.successfulJobsHistoryLimit, defaults.succeeded)),
    ...tooOld(false, limit(spec.failedJobsHistoryLimit, defaults.failed)),
  ];
}
