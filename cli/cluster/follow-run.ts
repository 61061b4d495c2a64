import { join } from "node:path";
import { followWorkflow } from "../../cluster/follow/follow-workflow.ts";
import type { FollowedWorkflow } from "../../cluster/follow/followed-workflow.ts";
import { lastWords } from "../../cluster/follow/last-words.ts";
import { RunFiles } from "../../cluster/follow/run-files.ts";
import type { RunRenderer } from "../../runner/logging/run-renderer.ts";
import { writeReport } from "../../runner/report/write-report.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { openNamedCluster } from "../open-named-cluster.ts";
import { workspaceHere } from "../prepare-run.ts";
import { rendererFor } from "../renderer.ts";
import { shown } from "../type-check.ts";
import { asFollowProblems } from "./as-follow-problems.ts";
import type { ReopenedCluster } from "./named-cluster-run.ts";

export interface FollowFlags {
  readonly json: boolean;
  readonly quiet: boolean;
  /** How long to wait for its end, in milliseconds. */
  readonly timeout?: number | undefined;
}

/**
 * Follows a run on a cluster to its end, as a local run is shown, and keeps what was seen in the project's record. Ctrl-C ends the following
 * alone.
 *
 * @returns as `pipewright run` does; 3 when the time is over before the run
 */
export async function followRun({ cluster, named }: ReopenedCluster, name: string, flags: FollowFlags): Promise<ExitCode> {
  const stop = interruptible();
  const over = flags.timeout === undefined ? undefined : AbortSignal.timeout(flags.timeout);
  const signal = over === undefined ? stop.signal : AbortSignal.any([stop.signal, over]);
  const renderer = rendererFor(flags);
  const seen = new Seen(renderer, cluster.context, named);
  try {
    await asFollowProblems(async () => {
      const reopen = () => openNamedCluster(named);
      const onRetry = (why: string): void => void process.stderr.write(`waiting for the cluster: ${why}\n`);
      for await (const { given, workflow } of followWorkflow({ cluster, name, signal, reopen, onRetry })) {
        const words = seen.mayKnow(workflow) ? [] : await lastWords(cluster, seen.before, workflow, signal);
        seen.look(given, workflow, words);
      }
    }, cluster.context);
    return await seen.conclude();
  } catch (error) {
    if (!signal.aborted) throw error;
    seen.keep();
    if (stop.signal.aborted) {
      process.stderr.write(
        `The run goes on on the cluster. pipewright watch ${name} follows it again, pipewright stop ${name} ends it.\n`,
      );
      return exitCode.interrupted;
    }
    process.stderr.write(`The run has not ended within the time. It goes on on the cluster: pipewright wait ${name}\n`);
    return exitCode.differs;
  } finally {
    stop.end();
  }
}

/** What was seen of a run so far. */
class Seen {
  before: FollowedWorkflow | undefined;
  readonly #renderer: RunRenderer;
  readonly #place: { readonly context: string; readonly namespace: string; readonly kubeconfig?: string };
  #files: RunFiles | undefined;
  #given: unknown;

  constructor(renderer: RunRenderer, context: string, named: ReopenedCluster["named"]) {
    this.#renderer = renderer;
    const { namespace = "default", kubeconfig } = named;
    this.#place = { context, namespace, ...(kubeconfig !== undefined && { kubeconfig }) };
  }

  /** Whether the last words of what has failed were heard by an earlier follower. */
  mayKnow(workflow: FollowedWorkflow): boolean {
    return this.before === undefined && this.#filesOf(workflow).hasLogs;
  }

  look(given: unknown, workflow: FollowedWorkflow, words: Parameters<RunFiles["look"]>[2]): void {
    for (const event of this.#filesOf(workflow).look(given, workflow, words)) this.#renderer.onEvent(event);
    this.before = workflow;
    this.#given = given;
  }

  keep(): void {
    this.#files?.end(this.#given);
  }

  async conclude(): Promise<ExitCode> {
    this.keep();
    const files = this.#files;
    if (files === undefined || this.before === undefined) return exitCode.problem;
    const { folder, events, manifest } = files;
    const report = await writeReport({ events, manifest, folder }).catch((error: Error) => `none: ${error.message}`);
    const { phase, name } = this.before;
    const goOn = [`Logs of a step: pipewright logs ${name} STEP`, `Do again what failed: pipewright retry ${name}`];
    this.#renderer.end({ report: shown(report), ...(phase !== "Succeeded" && { goOn }) });
    return phase === "Succeeded" ? exitCode.fine : exitCode.problem;
  }

  #filesOf(workflow: FollowedWorkflow): RunFiles {
    this.#files ??= new RunFiles(join(workspaceHere(), ".pipewright", "runs"), workflow, this.#place);
    return this.#files;
  }
}
