// Type-checked with the project: each @ts-expect-error is a line that an author's editor has to refuse.
import { gibibytes, gpu, jobSet } from "pipewright";
import { z } from "zod";

gpu(1);
gpu({ kind: "l4", memory: gibibytes(16), spot: { onDemandAfter: 2 } });
gpu({ mig: "1g.10gb", vendor: "nvidia", shared: false });
gpu({ shared: "mps", count: 1 });
gpu({ claim: { deviceClass: "gpu.nvidia.com" }, count: 2, topology: "resource.kubernetes.io/pcieRoot" });
gpu({ vendor: "amd" });

// @ts-expect-error a slice belongs to one pod alone
gpu({ mig: "1g.10gb", shared: true });
// @ts-expect-error a shared GPU is asked for once
gpu({ shared: true, count: 2 });
// @ts-expect-error only NVIDIA's are sliced
gpu({ mig: "1g.10gb", vendor: "amd" });
// @ts-expect-error only NVIDIA's are shared in this way
gpu({ shared: "mps", vendor: "intel" });
// @ts-expect-error a claim says it in its selectors
gpu({ claim: { deviceClass: "gpu.nvidia.com" }, kind: "l4" });
// @ts-expect-error topology is found by a claim
gpu({ topology: "resource.kubernetes.io/pcieRoot" });
// @ts-expect-error there is no such wish
gpu({ kind: "l4", size: "40Gi" });
// @ts-expect-error no such vendor
gpu({ vendor: "nvida" });
// @ts-expect-error a bare number is no size
gpu({ memory: 40 });

jobSet({ name: "train", workers: { count: 2, image: "a:1", command: ["b"] } });
jobSet({
  name: "train",
  params: { epochs: z.int(), note: z.string() },
  // @ts-expect-error a text is no plain text of a command
  workers: ({ params }) => ({ count: 2, image: "a:1", command: ["b", params.note.text] }),
});
