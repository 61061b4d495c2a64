import { eachOf } from "../../cluster/each-of.ts";
import { readWorkflow } from "../../cluster/follow/find-cluster-run.ts";
import { type FollowedWorkflow, followedWorkflow } from "../../cluster/follow/followed-workflow.ts";
import { type ListedObject, listNewest } from "../../cluster/follow/list-runs.ts";
import { workflowKind } from "../../cluster/follow/workflow-kind.ts";
import { pipelineLabel } from "../../cluster/ours.ts";
import { oneLine } from "../../util/graph/cell-text.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import type { NamedCluster } from "../open-named-cluster.ts";
import { table } from "../record/table.ts";
import { phaseWords, spanWords, timeWords } from "../record/words.ts";
import { terminalFor } from "../terminal.ts";
import { asFollowProblems } from "./as-follow-problems.ts";
import { openForRuns } from "./named-cluster-run.ts";

const defaultCount = 20;
const cronLabel = "workflows.argoproj.io/cron-workflow";
const phaseLabel = "workflows.argoproj.io/phase";

export interface ClusterRunsFlags extends NamedCluster {
  readonly pipeline?: string | undefined;
  readonly phase?: string | undefined;
  readonly last?: number | undefined;
  readonly json: boolean;
}

/** Lists the runs of a cluster's namespace, the latest first. Names and labels of all are asked for, the rest of those that are shown. */
export async function listClusterRuns(flags: ClusterRunsFlags): Promise<ExitCode> {
  const { pipeline, phase, json, last = defaultCount } = flags;
  const { cluster } = await openForRuns(flags);
  const { chosen, runs } = await asFollowProblems(async () => {
    const all = await listNewest(cluster, { kind: workflowKind });
    const fitting = all.filter((one) => isWanted(one, pipeline, phase));
    const looks = await eachOf(fitting.slice(0, last), 4, async ({ name }) => await readWorkflow(cluster, name));
    return { chosen: fitting, runs: looks.filter((one) => one !== undefined).map(followedWorkflow) };
  }, cluster.context);
  if (json) {
    const { context, namespace } = cluster;
    process.stdout.write(`${JSON.stringify({ context, namespace, runs: runs.map(asJson) }, undefined, 2)}\n`);
    return exitCode.fine;
  }
  const terminal = terminalFor(process.stdout);
  const rows = runs.map((run) => [
    run.name,
    oneLine(run.pipeline),
    phaseWords(run.phase, terminal.style),
    timeWords(run.createdAt),
    spanWords(run.createdAt, run.finishedAt ?? null),
    oneLine(run.message),
  ]);
  process.stdout.write(
    rows.length === 0 ? "No runs.\n" : table(["run", "pipeline", "phase", "began", "took", ""], rows, terminal),
  );
  if (runs.length < chosen.length)
    process.stdout.write(terminal.style.dim(`… and ${chosen.length - runs.length} more: --last ${chosen.length}\n`));
  return exitCode.fine;
}

/** By labels that the controller writes: the phase of a run that nobody works on yet is pending. */
function isWanted({ name, labels }: ListedObject, pipeline: string | undefined, phase: string | undefined): boolean {
  const of = [labels[pipelineLabel], labels[cronLabel], name];
  return (
    (pipeline === undefined || of.includes(pipeline)) && (phase === undefined || (labels[phaseLabel] ?? "Pending") === phase)
  );
}

const asJson = ({ name, uid, pipeline, phase, message, createdAt, finishedAt, parameters }: FollowedWorkflow) => ({
  ...{ id: name, uid, pipeline, phase, message, parameters },
  startedAt: createdAt,
  finishedAt: finishedAt ?? null,
});
