import { containerSet, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  containers: {
    sort: { image: "alpine:3.22", command: ["sort"], after: ["tidy"] },
    pack: { image: "alpine:3.22", command: ["pack"], after: ["sort"] },
    tidy: { image: "alpine:3.22", command: ["tidy"], after: ["pack"] },
  },
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
