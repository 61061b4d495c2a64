import { containerSet, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  shared: ["work", "/data", "/data/", "/tmp"],
  containers: { main: { image: "alpine:3.22", command: ["a"] } },
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
