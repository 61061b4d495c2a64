import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import { isDone, type NodePhase } from "../../runner/controller/node-status.ts";
import { cronTimes } from "../../runner/cron/cron-times.ts";
import { scheduledWorkflow } from "../../runner/cron/scheduled-workflow.ts";
import { ApiError } from "../api-error.ts";
import { readWorkflow } from "../follow/find-cluster-run.ts";
import { FollowError } from "../follow/follow-error.ts";
import { followedWorkflow } from "../follow/followed-workflow.ts";
import { workflowKind } from "../follow/workflow-kind.ts";
import { sleep } from "../kube-client.ts";
import { pipelineLabel } from "../ours.ts";
import { pathOf } from "../resource-kinds.ts";
import type { ActingOn } from "./change-workflow.ts";
import { withGiven } from "./submit-run.ts";

/** More runs than this are a mistake in a date. */
const mostTimes = 1000;

export interface BackfillOptions {
  readonly cron: CronWorkflow;
  /** The first and last time that counts, in milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** How many runs may go on at the same time. */
  readonly parallel: number;
  readonly given: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly onRun: (run: BackfilledRun) => void;
  /** Between two looks at runs that go on, in milliseconds. */
  readonly pause?: number;
}

/** One time of a schedule, and what became of it. */
export interface BackfilledRun {
  readonly name: string;
  readonly time: number;
  /** `there`: a run for this time was there already, whoever started it. */
  readonly what: "started" | "there" | "ended";
  readonly phase?: NodePhase;
  readonly message?: string;
}

/**
 * The times of a schedule in a span, both ends included, oldest first.
 * @throws FollowError when there are more than anybody can mean; RunError when the schedule can't be read
 */
export function timesBetween(cron: CronWorkflow, from: number, to: number): readonly number[] {
  const found = new Set<number>();
  for (const next of cronTimes(cron).next)
    for (let time = next(from - 1); time !== undefined && time <= to; time = next(time)) {
      found.add(time);
      if (found.size > mostTimes)
        throw new FollowError(
          "backfill-too-long",
          `The schedule has more than ${mostTimes} times between ${iso(from)} and ${iso(to)}.`,
          "Choose a shorter span: --from TIME --to TIME.",
        );
    }
  return [...found].sort((one, other) => one - other);
}

const iso = (time: number): string => new Date(time).toISOString();

/**
 * Starts one run for each time of a schedule in a span that has none yet, called as the controller would have called it, with the time that
 * it is for. Doing it again starts only what is missing.
 *
 * @returns whether all runs have succeeded
 */
export async function backfill(cluster: ActingOn, options: BackfillOptions): Promise<boolean> {
  const { cron, from, to, parallel, given, signal, onRun, pause = 1000 } = options;
  const waiting = [...timesBetween(cron, from, to)];
  const active = new Map<string, number>();
  let hasFailed = false;
  while (waiting.length > 0 || active.size > 0) {
    signal.throwIfAborted();
    while (active.size < parallel && waiting.length > 0) {
      const time = waiting.shift()!;
      const { name, isNew } = await startFor(cluster, cron, time, given);
      onRun({ name, time, what: isNew ? "started" : "there" });
      active.set(name, time);
    }
    for (const [name, time] of active) {
      const found = await readWorkflow(cluster, name);
      const { phase, message } = followedWorkflow(found);
      const isGone = found === undefined;
      if (!isDone(phase) && !isGone) continue;
      active.delete(name);
      hasFailed ||= phase !== "Succeeded";
      onRun({
        name,
        time,
        what: "ended",
        phase: isGone ? "Error" : phase,
        message: isGone ? "somebody has deleted it" : message,
      });
    }
    if (active.size > 0) await sleep(pause, signal);
  }
  return !hasFailed;
}

async function startFor(
  { client, namespace }: ActingOn,
  cron: CronWorkflow,
  time: number,
  given: Readonly<Record<string, string>>,
): Promise<{ readonly name: string; readonly isNew: boolean }> {
  const { metadata, spec, ...workflow } = scheduledWorkflow(cron, time);
  const pipeline = cron.metadata.labels?.[pipelineLabel];
  const labels = { ...metadata.labels, ...(pipeline !== undefined && { [pipelineLabel]: pipeline }) };
  const { name = "" } = metadata;
  try {
    await client.ask<unknown>({
      method: "POST",
      path: pathOf(workflowKind, namespace),
      query: { fieldManager: "pipewright-submit" },
      body: JSON.stringify({ ...workflow, metadata: { ...metadata, namespace, labels }, spec: withGiven(spec, given) }),
      isRepeatable: true, // a second one is refused by its name
    });
    return { name, isNew: true };
  } catch (error) {
    if (error instanceof ApiError && error.code === 409) return { name, isNew: false };
    throw error;
  }
}
