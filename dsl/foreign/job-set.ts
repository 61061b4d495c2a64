import { type Callable, type Contract, defineStep, type Params } from "../component.ts";
import type { Json } from "../nodes/ref-node.ts";
import { jobSetShape } from "../shapes/spec-shapes.ts";
import { freezeJson } from "./freeze-json.ts";
import { jobSetEnds } from "./known-ends.ts";
import { filledSpec, fillMembers } from "./sound-spec.ts";
import { type Built, stepParts } from "./step-parts.ts";

/** Pods that start together and work together. */
export interface JobSetWorkers {
  /** How many; the JSON of a parameter is a number as well. */
  readonly count: number | string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How near to one another the workers have to be, by a label of the nodes that Kueue knows as a level of its topology. */
export interface WorkersTopology {
  readonly within: string;
  /** False: they would rather, but need not (default true). */
  readonly required?: boolean;
}

/** What a set of jobs is made of. */
export interface JobSetSpec<P extends Params> extends Omit<Contract<P, {}, {}>, "inputs" | "outputs"> {
  readonly workers: Built<JobSetWorkers, P, {}, {}>;
  /** How often all of them begin anew when one fails, also when its machine was taken away (default 0). */
  readonly restarts?: number;
  readonly topology?: WorkersTopology;
}

/**
 * Training on several pods at once, as a JobSet: all of them start, or none. What the step is given by `.with({ resources, queue, … })`
 * holds for each worker; Kueue admits them as one.
 *
 * ```ts
 * const train = jobSet({
 *   name: "train",
 *   params: { workers: z.int(), epochs: z.int() },
 *   workers: ({ params }) => ({
 *     count: params.workers.json,
 *     image: "registry.example/torch-train:2.1",
 *     command: ["python", "train.py", "--epochs", params.epochs.text],
 *   }),
 *   restarts: 3,
 * });
 * train({ workers: 4, epochs: 10 }).with({ queue: "gpus", resources: { gpu: gpu({ count: 8, kind: "h100" }) } });
 * ```
 *
 * Becomes a resource template that makes the JobSet and waits for its `status.terminalState`. Its service account needs the rights on
 * `jobsets.jobset.x-k8s.io`, and the cluster JobSet's controller.
 */
export function jobSet<const P extends Params = {}>(given: JobSetSpec<P>): Callable<P, {}, {}> {
  const spec = filledSpec(given as unknown as Contract<P, {}, {}>, {
    word: jobSet,
    shape: jobSetShape,
    fill: fillMembers("workers" as never),
  }) as unknown as Omit<JobSetSpec<P>, "workers"> & { readonly workers: JobSetWorkers };
  stepParts(spec as unknown as Contract<P, {}, {}>);
  const work = {
    kind: "resource" as const,
    action: "create" as const,
    manifest: freezeJson(manifestOf(spec)),
    setOwnerReference: true,
    flags: Object.freeze([]),
    ...jobSetEnds(),
    places: Object.freeze({}),
    workers: Object.freeze(["spec", "replicatedJobs", "0", "template", "spec", "template"]),
  };
  const { name, description, params } = spec;
  const contract = { name, ...(description !== undefined && { description }), ...(params && { params }) };
  return defineStep(contract as Contract<P, {}, {}>, Object.freeze(work), jobSet);
}

function manifestOf({
  name,
  workers,
  restarts,
  topology,
}: Omit<JobSetSpec<Params>, "workers"> & { workers: JobSetWorkers }): Json {
  const { count, image, command, args, env } = workers;
  return {
    apiVersion: "jobset.x-k8s.io/v1alpha2",
    kind: "JobSet",
    metadata: { generateName: `${name}-` },
    spec: {
      ...(restarts !== undefined && { failurePolicy: { maxRestarts: restarts } }),
      replicatedJobs: [
        {
          name: "workers",
          replicas: 1,
          template: {
            spec: {
              parallelism: count,
              completions: count,
              completionMode: "Indexed",
              backoffLimit: 0,
              template: {
                ...(topology && { metadata: { annotations: { [topologyKey(topology)]: topology.within } } }),
                spec: {
                  restartPolicy: "Never",
                  automountServiceAccountToken: false,
                  containers: [
                    {
                      name: "main",
                      image,
                      command: [...command],
                      ...(args && { args: [...args] }),
                      ...(env && { env: Object.entries(env).map(([variable, value]) => ({ name: variable, value })) }),
                      volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
                    },
                  ],
                  volumes: [{ name: "tmp", emptyDir: {} }],
                },
              },
            },
          },
        },
      ],
    },
  };
}

const topologyKey = ({ required = true }: WorkersTopology): string =>
  `kueue.x-k8s.io/podset-${required ? "required" : "preferred"}-topology`;
