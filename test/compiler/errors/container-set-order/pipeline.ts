import { containerSet, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  containers: {
    sort: { image: "alpine:3.22", command: ["a"] },
    main: { image: "alpine:3.22", command: ["b"], after: ["sorted"] },
  },
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
