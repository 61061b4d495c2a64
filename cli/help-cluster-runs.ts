export type ClusterRunVerb = "submit" | "watch" | "wait" | "terminate" | "retry" | "suspend" | "unsuspend" | "backfill" | "fetch";

const which = `      --context NAME     a context of the kubeconfig (default: the current one)
      --namespace NAME   there (default: the context's, else default)
      --kubeconfig FILE  where the context stands (default: as for kubectl)`;

const naming = `A run is named by its Workflow's name, the beginning of it, last, or last~1 for the one before.
`;

/** The verbs that start, follow and change runs on a cluster. */
export const clusterRunVerbs: Readonly<Record<ClusterRunVerb, string>> = {
  submit: `Usage: pipewright submit <pipeline.ts | name> [options]

Starts a run on a cluster, now, of a pipeline that pipewright apply has put there. The cluster
gives it its name. Of a file the parameters are checked by the pipeline's own types; of a name by
what the cluster knows of them.

  -p, --param NAME=VALUE a parameter; may be repeated
      --params FILE      parameters from a YAML or JSON file
      --watch            follow it to its end, as a local run is shown
      --wait             wait for its end, and print only that
${which}
      --json             for programs

Exit code: 0 submitted, or with --watch or --wait succeeded; 1 refused or failed, 2 wrong usage.
`,
  watch: `Usage: pipewright watch [run] [options]

Follows a run on a cluster (default: last) as pipewright run shows a local one: steps, waits, why a
pod does not begin, the last lines of what fails. What is seen goes into this project's record, so
that show, diff and the report page have it. Ctrl-C ends only the watching.

${which}
      --json             events as JSON Lines
      --quiet            only the result

${naming}
Exit code: 0 succeeded, 1 failed, 2 wrong usage, 130 Ctrl-C.
`,
  wait: `Usage: pipewright wait [run] [--timeout 2h] [options]

Waits until a run on a cluster (default: last) has ended, and ends as it did.

      --timeout TIME     no longer than that: 90s, 30m, 2h
${which}

${naming}
Exit code: 0 succeeded, 1 failed, 2 wrong usage, 3 the time was over before, 130 Ctrl-C.
`,
  terminate: `Usage: pipewright terminate <run> [options]

Ends a run without its exit handlers; pipewright stop lets them run.

${which}

Exit code: 0 done, 1 no such run or it has ended, 2 wrong usage.
`,
  retry: `Usage: pipewright retry <run> [--watch] [options]

Has a run on a cluster go on that has failed, as argo retry does: steps that succeeded keep their
results, what failed and what came after it is done anew, with its exit handlers. Pods of failed
steps are deleted, and their logs with them. A run whose steps the controller keeps in a database
can't be retried from here.

      --watch            follow it then
${which}

${naming}
Exit code: 0 it goes on, 1 nothing to retry, 2 wrong usage.
`,
  suspend: `Usage: pipewright suspend <pipeline> [options]

Holds the schedule of a pipeline on a cluster up: nothing starts by it until pipewright unsuspend.
A pipewright apply leaves it so.

${which}
`,
  unsuspend: `Usage: pipewright unsuspend <pipeline> [options]

Lets the schedule of a pipeline on a cluster go on.

${which}
`,
  backfill: `Usage: pipewright backfill <pipeline> --from TIME [--to TIME] [--parallel N] [options]

Starts one run for each time of a schedule in a span that has none yet, the oldest first. Each is
called as the schedule would have called it and is told the time that it is for
({{workflow.scheduledTime}}), so that doing it again starts only what is missing.

      --from TIME        a day, or a time with its zone: 2026-11-01, 2026-11-01T03:00:00Z
      --to TIME          the last one that counts (default: now)
      --parallel N       runs at the same time (default: 1)
  -p, --param NAME=VALUE a parameter of each run; may be repeated
      --dry-run          only say the times
${which}

Exit code: 0 all succeeded, 1 one has failed or is refused, 2 wrong usage, 130 Ctrl-C.
`,
  fetch: `Usage: pipewright fetch <run> <artifact | step/artifact> [-o PATH] [options]

Brings an artifact of a run on a cluster here, unpacked, from its S3-compatible repository. Keys
come from the repository's Secret if you may read it, else from AWS_ACCESS_KEY_ID and
AWS_SECRET_ACCESS_KEY.

  -o, --out PATH         where to (default: the artifact's name, here)
      --endpoint HOST    where the repository is seen from here, such as localhost:9000
${which}

${naming}
Exit code: 0 it is here, 1 it can't be had, 2 wrong usage.
`,
};
