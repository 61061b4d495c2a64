import { containerSet, pipeline } from "pipewright";

const s = containerSet({ name: "pack", containers: { pack: { image: "alpine:3.22", command: ["pack"] } } });

export default pipeline({ name: "right" }, () => {
  s();
});
