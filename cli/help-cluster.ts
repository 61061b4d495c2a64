export type ClusterVerb = "plan" | "apply" | "delete" | "doctor";

const whichCluster = `      --context NAME     a context of the kubeconfig (default: the current one)
      --namespace NAME   there (default: the context's, else default)
      --kubeconfig FILE  where the context stands (default: as for kubectl)`;

const whatIsApplied = `  -p, --param NAME=VALUE a parameter of the schedule's runs; may be repeated
      --params FILE      parameters from a YAML or JSON file
      --registry HOST/PATH  where the images are (default: as images.lock.json says)
      --target ARGO      argo-4.1 (the default), argo-4.0 or argo-3.7
      --profile NAME     the cluster: a name that check knows, or a FILE.ts
      --force-conflicts  take over fields that somebody else has set
      --no-prune         leave what is no longer part of the pipeline
      --allow-unbuilt    also with images that no build has made`;

/** The verbs that look at a cluster, and change what runs there. */
export const clusterVerbs: Readonly<Record<ClusterVerb, string>> = {
  plan: `Usage: pipewright plan <pipeline.ts> [options]

Says what apply would change in a cluster, and changes nothing: objects to create, change and
prune, what that means in the pipeline's words, and whether a run would find there what it needs:
Argo's version and CRDs, rights of the service account, Secrets, ConfigMaps and their keys, claims,
queues, priority classes, devices of nodes. Then how many pods and GPU-hours a run takes at most,
and the schedule's next five times in its zone.

${whichCluster}
${whatIsApplied}
      --exit-code        end with 0 nothing to change, 2 changes, 1 problems
      --json             the plan as JSON
      --markdown         for the comment of a pull request

Exit code: 0 looked at (or as --exit-code says), 1 problems, 2 wrong usage.
`,
  apply: `Usage: pipewright apply <pipeline.ts> [options]

Puts a pipeline into a cluster: its WorkflowTemplates and, with a schedule, its CronWorkflow. First
everything is tried by a dry run, so that what the cluster refuses is known before anything has
changed. Objects are applied by server-side apply as "pipewright"; what was applied before and is no
longer part of the pipeline is pruned, and nobody else's object is touched. Applying twice changes
nothing. When it ends in the middle it says what was done; the same command goes on.

${whichCluster}
${whatIsApplied}
      --allow-missing    also when Secrets, ConfigMaps and the like are not there yet
      --run              start a run, too, if this very one has not been started yet
      --json             what was done, as JSON

Exit code: 0 applied, 1 refused or ended in the middle, 2 wrong usage, 130 stopped by Ctrl-C.
`,
  delete: `Usage: pipewright delete <pipeline.ts | name> [options]

Deletes what pipewright apply has put into a cluster for a pipeline, and nothing else. It shows
what that is and asks. Runs stay, with their history.

${whichCluster}
      --runs             its runs go too
  -y, --yes              do not ask
      --json             what was deleted, as JSON

Exit code: 0 deleted or nothing there, 1 refused, 2 wrong usage.
`,
  doctor: `Usage: pipewright doctor [options]

Looks at this machine and at a cluster, and says of each thing whether it is fine and how to mend
it: Node, container engine, sandbox, registry; Kubernetes, Argo and its CRDs, controller, artifact
repository, your rights and those of the service account, GPUs, queues, image pull secrets.

${whichCluster}
      --service-account NAME  whose pods run (default: default)
      --registry HOST/PATH    where the images are (default: as images.lock.json says)
      --local            this machine alone
      --gpu              train ten steps on a GPU of the cluster, in a pod that is deleted again
      --image IMAGE      for --gpu: an image that pipewright build made for a GPU step
      --json             a list of checks

Exit code: 0 nothing failed, 1 something failed, 2 wrong usage.
`,
};
