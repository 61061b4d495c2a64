import { containerSet, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  containers: { "wait-2": { image: "alpine:3.22", command: ["a"] }, sidecar: { image: "alpine:3.22", command: ["b"] } },
});

export default pipeline({ name: "right" }, () => {
  s();
});
