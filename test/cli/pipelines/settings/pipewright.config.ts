import { config, profile } from "pipewright";

export default config({
  profile: "office",
  profiles: [
    profile({ name: "office", base: "gke", queues: "volcano", gpus: { runtimeClass: "nvidia" }, defaults: { queue: "nightly" } }),
  ],
  registry: "ghcr.io/me/taxi",
  target: "argo-4.0",
});
