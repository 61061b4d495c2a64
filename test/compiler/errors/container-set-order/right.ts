import { containerSet, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  containers: { main: { image: "alpine:3.22", command: ["b"], after: ["sort"] }, sort: { image: "alpine:3.22", command: ["a"] } },
});

export default pipeline({ name: "right" }, () => {
  s();
});
