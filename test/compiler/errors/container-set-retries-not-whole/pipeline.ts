import { containerSet, pipeline } from "pipewright";

const s = containerSet({ name: "pack", retries: 1.5, containers: { main: { image: "alpine:3.22", command: ["a"] } } });

export default pipeline({ name: "wrong" }, () => {
  s();
});
