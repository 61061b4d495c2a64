import { type ClusterVerb, clusterVerbs } from "./help-cluster.ts";
import { type ClusterRunVerb, clusterRunVerbs } from "./help-cluster-runs.ts";
import { type ImagesVerb, imagesVerbs } from "./help-images.ts";
import { type InitVerb, initVerbs } from "./help-init.ts";
import { type RecordVerb, recordVerbs } from "./help-record.ts";
import { type RunningVerb, runningVerbs } from "./help-running.ts";

export type Verb =
  | InitVerb
  | "check"
  | "compile"
  | "run"
  | "graph"
  | "explain"
  | ClusterVerb
  | ClusterRunVerb
  | ImagesVerb
  | RunningVerb
  | RecordVerb;

const overview = `Pipewright: machine-learning pipelines in TypeScript, as Argo Workflow YAML and here on this machine.

Usage: pipewright <verb> <pipeline.ts> [options]

  check     types, graph and Kubernetes rules, at their lines; any Argo manifest too
  compile   the manifest, for kubectl apply
  build     an image for each component, into a registry, a folder or podman
  images    what images there are, what is in them, whether they are right, why one changed
  run       here, now, without a cluster: a pipeline or any compiled manifest
  graph     the pipeline as a picture: text, mermaid, dot or svg
  explain   why a problem is one, with a wrong and a right program

  init      what a namespace of a cluster needs for pipelines, as an overlay for kubectl apply -k
  plan      what apply would change in a cluster, what is missing there, what a run costs
  apply     puts a pipeline into a cluster; twice changes nothing
  delete    takes it away again, and nothing else
  doctor    this machine and a cluster: what is fine, what not, how to mend it

  submit    starts a run of it there; watch and wait follow it, retry does again what failed
  backfill  runs for the times of a schedule that were missed; suspend, unsuspend hold it up
  fetch     brings an artifact of a run there here; terminate ends one without exit handlers

  resume    answers a step that waits for a person, from another terminal
  stop      ends a run in another terminal

  runs      the runs there were; show, logs, diff, lineage and why tell more of them
  show      a run: steps, times, parameters, metrics, artifacts
  logs      what its steps print, also while they run
  diff      what is other in another run: parameters, data, code, metrics
  lineage   what an artifact was made of, and what was made of it
  why       why a step ran again, or from where its result is
  keep, gc  which runs stay, and room for new ones

  pipewright help <verb>    more about one of them
  pipewright --version
`;

const verbs: Readonly<Record<Verb, string>> = {
  check: `Usage: pipewright check <pipeline.ts> [options]
       pipewright check <manifest.yaml | folder>... [options]

Checks a pipeline without running it: its types by the project's own TypeScript, then its
graph and what Argo and Kubernetes would refuse. Prints every problem with its line.

Of manifests, whoever wrote them, it says what Argo's API server and controller would refuse,
and warns of what would only fail in the middle of a run. No cluster is asked. All files are
looked at together: a templateRef finds the WorkflowTemplate of another file.

  --format text     with code frames, for people (the default)
           json     a list of problems
           sarif    SARIF 2.1.0, for code scanners
           github   annotations in GitHub's checks
  --target argo-4.1 (the default), argo-4.0 or argo-3.7; what that Argo lacks is a problem
  --profile NAME    the cluster: generic (the default), kind, gke, eks-karpenter, eks-auto,
                    eks-nodegroup, aks, openshift, or a FILE.ts

Exit code: 0 nothing wrong or warnings alone, 1 problems, 2 wrong usage.
`,
  compile: `Usage: pipewright compile <pipeline.ts> [-o DIR | --stdout] [options]

Writes <name>.yaml: a WorkflowTemplate, and a CronWorkflow when the pipeline has a schedule,
else a Workflow named by its content. Applying the same file twice changes nothing.

  -o, --out DIR          folder of the file (default: out)
      --stdout           print the manifest instead
      --diff OLD.yaml    write nothing, and say what would change of an old manifest: steps, what
                         they read, conditions, resources, images, parameters, schedule
      --watch            go on: compile again when a file of the project changes, and say what
                         that changed in the manifest
      --with rbac,quota  before it the accounts and rights that its steps need and no more, and a
                         quota that one run fits into
  -p, --param NAME=VALUE a parameter of the run that apply starts; may be repeated
      --params FILE      parameters from a YAML or JSON file
      --registry HOST/PATH  where the images are (default: localhost:5000/pipewright)
      --target ARGO      argo-4.1 (the default), argo-4.0 or argo-3.7: the cluster's Argo
      --profile NAME     the cluster: generic (the default), kind, gke, eks-karpenter, eks-auto,
                         eks-nodegroup, aks, openshift, or a FILE.ts

pipewright.config.ts in the project says --registry, --target and --profile once for all verbs.

Exit code: 0 written, or nothing to change with --diff; 1 problems in the pipeline, 2 wrong
usage, 3 --diff found changes.
`,
  run: `Usage: pipewright run <pipeline.ts | manifest.yaml | folder>... [options]
       pipewright run --resume <run>
       pipewright run --only <step> --from <run> [--inspect]

Runs a pipeline on this machine, as Argo would on a cluster: each step is a process of its
own, independent steps run at the same time. Several files and folders are read together:
templates, ConfigMaps and Secrets of one are there for the others. Leaves .pipewright/runs/<id>/
with the manifest, events, logs, artifacts and a report to open in a browser.

  -p, --param NAME=VALUE a parameter; may be repeated
      --params FILE      parameters from a YAML or JSON file
      --parallel N       steps at the same time (default: two per core), as far as the processors,
                         memory and GPUs that they ask for are there
      --seed N           the seed of every step (default: 1)
      --no-cache         run every step, also those whose result is known from an earlier run
      --fresh STEP       run this step in any case; may be repeated
      --openlineage FILE write what happens as OpenLineage events, a line of JSON each
      --answer KEY=TEXT  what approve(...) asks: go=YES, or approve-2.go=YES for one of several;
                         a task's name alone lets it go on
      --wait             what nobody answers waits for pipewright resume
      --executor WHERE   process (the default): components of Pipewright alone; host: other
                         containers as processes of this machine, each with paths of its own;
                         container: by docker or podman
      --context NAME     the cluster of kubectl's context whose objects resource steps change; they
                         are refused without it
      --namespace NAME   there (default: the workflow's, else the context's)
      --kubeconfig FILE  where the context stands (default: as for kubectl)
      --now              what the schedule would start now, once
      --cron             stay, and start what the schedule wants at each of its times
      --profile NAME     the cluster whose defaults hold (default: generic)
      --json             events as JSON Lines on standard output
      --quiet            only the result

      --resume RUN       go on with a run that was killed, stopped or out of room: what has ended
                         is not run again. By id, the beginning of one, last, or folder
      --only STEP        run one step again, on the inputs it had in the run of --from
      --inspect          it waits for a debugger, on port 9229

Ctrl-C ends what runs well and leaves a run that can go on; a second one ends it now.
Exit code: 0 succeeded, 1 failed or problems in the pipeline, 2 wrong usage, 130 stopped by Ctrl-C.
`,
  graph: `Usage: pipewright graph <pipeline.ts> [--format text|mermaid|dot|svg] [-o FILE]

Draws a pipeline.

  --format text|mermaid|dot|svg   (default: text)
  -o, --out FILE                  write to a file instead of standard output
`,
  explain: `Usage: pipewright explain [code]

Says why a problem is one, what would happen on a cluster, and shows a wrong program with what
is printed about it, and a right one. The code stands behind "error" and "warning". Without
one, lists all codes.

Exit code: 0 explained, 2 no such code.
`,
  ...initVerbs,
  ...imagesVerbs,
  ...clusterVerbs,
  ...clusterRunVerbs,
  ...runningVerbs,
  ...recordVerbs,
};

export const verbNames = Object.keys(verbs) as readonly Verb[];

export function helpText(verb?: Verb): string {
  return verb === undefined ? overview : verbs[verb];
}
