import { containerSet, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  containers: {
    left: { image: "alpine:3.22", command: ["a"], after: ["first"] },
    right: { image: "alpine:3.22", command: ["b"], after: ["first"] },
    first: { image: "alpine:3.22", command: ["c"] },
    main: { image: "alpine:3.22", command: ["d"], after: ["left", "right"] },
  },
});

export default pipeline({ name: "right" }, () => {
  s();
});
