import { component, gpu, pipeline } from "pipewright";

export const train = component({ name: "train", run: () => undefined });

export default pipeline({ name: "settled" }, () => {
  train().with({ resources: { gpu: gpu({ kind: "l4" }) } });
});
