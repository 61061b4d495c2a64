import { container, gpu, pipeline } from "pipewright";

const train = container({
  name: "train",
  image: "registry.example/torch:2.9",
  command: ["torchrun", "--nproc-per-node=2", "train.py"],
});

export default pipeline({ name: "right" }, () => {
  train().with({ resources: { gpu: gpu(2) } });
});
