import { component, gpu, pipeline } from "pipewright";

const train = component({ name: "train", run: () => {} });

/** Compiled for several clusters: only where the GPU is differs. */
export default pipeline({ name: "placed" }, () => {
  train().with({ resources: { gpu: gpu({ kind: "h100" }) }, labels: { "example.com/own": "yes" } });
});
