import { config, profile } from "pipewright";

const office = {
  name: "office",
  base: "gke",
  models: { h100: { resource: "nvidia.com/gpu" } },
  spot: { label: "office.example/lent" },
  queues: "slurm",
};

export default config({ profile: profile(office as never) });
