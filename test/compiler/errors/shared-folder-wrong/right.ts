import { containerSet, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  shared: ["/scratch", "/data", "/tmp/more"],
  containers: { main: { image: "alpine:3.22", command: ["a"] } },
});

export default pipeline({ name: "right" }, () => {
  s();
});
