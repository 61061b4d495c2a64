import { containerSet, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  containers: { wait: { image: "alpine:3.22", command: ["a"] }, myStep: { image: "alpine:3.22", command: ["b"] } },
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
