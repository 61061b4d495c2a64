export type RecordVerb = "runs" | "show" | "logs" | "lineage" | "diff" | "why" | "keep" | "gc";

const naming = `A run is named by its id, the beginning of its id, last, or last~1 for the one before.
`;

/** The verbs that look at runs that were. */
export const recordVerbs: Readonly<Record<RecordVerb, string>> = {
  runs: `Usage: pipewright runs [--pipeline NAME] [--phase PHASE] [-n N] [--json]

Lists the runs of this project, the latest first.

      --pipeline NAME    only those of this pipeline
      --phase PHASE      only those that are Pending (on a cluster), Running, Lost, Succeeded,
                         Failed or Error; Lost is one whose runner was killed: pipewright run
                         --resume goes on with it
  -n, --last N           only the latest N (default: 20, with --json all)
      --rebuild          read the folders of all runs anew
      --context NAME, --namespace NAME, --kubeconfig FILE
                         those of a cluster instead, in one namespace of it
      --json             for programs; docs/record.md tells the fields
`,
  show: `Usage: pipewright show [run] [--json] [--context NAME]

Shows a run (default: last): parameters, steps, times, tries, metrics, artifacts; of a step that
failed the last lines of its log.

      --context NAME, --namespace NAME, --kubeconfig FILE
                         one of a cluster as it is now, which goes into the record

${naming}`,
  logs: `Usage: pipewright logs <run> [step] [-f] [--json] [--context NAME]

Prints what the steps of a run have printed, in the order in which it came, or all of one step.

  -f, --follow           go on until the run, or the step, has ended
      --json             for programs
      --context NAME, --namespace NAME, --kubeconfig FILE
                         one of a cluster: from its pods, or the archive when they are gone
      --endpoint HOST    where that archive is seen from here, such as localhost:9000

${naming}`,
  lineage: `Usage: pipewright lineage <run>/<step>[/<output>] [--json]
       pipewright lineage <output | type | digest | file> [--json]

Shows what an artifact, such as a model, was made of, back to data and code, and what was made of
it, in all runs. Of an output's name (model) or artifact type (Model) the latest one is meant. A
digest may be shortened, to 6 digits or, behind sha256:, to fewer; a file or folder is looked up by
its content. Where several may be meant, they are listed.

${naming}`,
  diff: `Usage: pipewright diff <run> [run] [--json]

Shows what is other in the second run (default: last): parameters, environment, and by step its
code, its inputs, its metrics and the digests of what it made; steps that only one of them has.

${naming}`,
  why: `Usage: pipewright why <run> <step> [--json]

Says why a step ran: which part of what it depends on changed since the last run that had it,
with both values. Of a step that was taken from the cache, whose work it is.

${naming}`,
  keep: `Usage: pipewright keep [run]... [--undo] [--json]

Keeps runs from pipewright gc; without a run, lists those that are kept.

      --undo             let them go again

${naming}`,
  gc: `Usage: pipewright gc [--keep N] [--older-than 30d] [--size 10GB] [--dry-run] [--json]

Removes runs, cached results, bundles of code and Pipewright's caches, the oldest first, and says
what is free then. A run that is kept (pipewright keep), that is running, or from which a run that
stays took a result, stays; so does a bundle that such a run or images.lock.json names.

      --older-than TIME  what was used longer ago goes (default, without other options: 30d)
      --size SIZE        the oldest go until the rest takes no more than this
      --keep N           the latest N runs stay; given alone, all other runs go
      --dry-run          remove nothing, say what would go
      --json             for programs
`,
};
