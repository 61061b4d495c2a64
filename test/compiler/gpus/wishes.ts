import { claim, component, container, gibibytes, gpu, jobSet, type PipelineNode, pipeline } from "pipewright";
import { z } from "zod";

const learn = component({ name: "learn", run: () => undefined });
const torch = container({ name: "torch", image: "nvcr.io/nvidia/pytorch:26.10-py3", command: ["python", "train.py"] });

const together = jobSet({
  name: "together",
  params: { workers: z.int(), epochs: z.int() },
  workers: ({ params }) => ({
    count: params.workers.json,
    image: "registry.example/torch-train:2.1",
    command: ["python", "train.py", "--epochs", params.epochs.text],
    env: { NCCL_DEBUG: "WARN" },
  }),
  restarts: 3,
  topology: { within: "cloud.google.com/gce-topology-block" },
});

const checkpoints = { "/checkpoints": claim("checkpoints") };
const anew = { startsAnew: true } as const;

/** What can be wished for of GPUs, each as a step of its own. */
const wishes = {
  plain: () => learn(),
  any: () => learn().with({ resources: { gpu: gpu(1) } }),
  kind: () => learn().with({ resources: { gpu: gpu({ kind: "l4" }) } }),
  memory: () => learn().with({ resources: { gpu: gpu({ memory: gibibytes(40) }) } }),
  "kind-and-memory": () => learn().with({ resources: { gpu: gpu({ kind: "a100-80", memory: gibibytes(64) }) } }),
  slice: () => learn().with({ resources: { gpu: gpu({ mig: "1g.10gb" }) } }),
  shared: () => learn().with({ resources: { gpu: gpu({ kind: "t4", shared: true }) } }),
  mps: () => learn().with({ resources: { gpu: gpu({ shared: "mps" }) } }),
  amd: () => learn().with({ resources: { gpu: gpu({ vendor: "amd" }) } }),
  intel: () => learn().with({ resources: { gpu: gpu({ vendor: "intel" }) } }),
  spot: () => learn().with({ resources: { gpu: gpu({ kind: "t4", spot: true }) }, mounts: checkpoints }),
  "spot-then-on-demand": () =>
    learn().with({
      resources: { gpu: gpu({ spot: { onDemandAfter: 2, ...anew } }) },
      podAffinity: { apart: [{ labels: { app: "learn" } }] },
    }),
  several: () => torch().with({ resources: { gpu: gpu(4) } }),
  "without-gpu": () => torch(),
  queued: () => learn().with({ queue: { name: "gpus", priority: "nightly" }, retry: 2, resources: { gpu: gpu(1) } }),
  gang: () =>
    together({ workers: 4, epochs: 10 }).with({
      queue: { name: "gpus", priority: "nightly" },
      resources: { cpu: 8, memory: gibibytes(64), gpu: gpu({ count: 8, kind: "h100" }) },
    }),
  claimed: () =>
    torch().with({
      resources: {
        gpu: gpu({
          count: 2,
          claim: { deviceClass: "gpu.nvidia.com", selectors: ["device.attributes['gpu.nvidia.com'].type == 'gpu'"] },
          topology: "resource.kubernetes.io/pcieRoot",
        }),
      },
    }),
} as const;

export type Wish = keyof typeof wishes;

/** A pipeline of such steps. */
export const wishing = (names: readonly Wish[]): PipelineNode =>
  pipeline({ name: "gpus" }, () => {
    for (const name of names) wishes[name]().with({ name });
  });
