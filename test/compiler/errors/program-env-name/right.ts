import { container, pipeline } from "pipewright";

const s = container({ name: "print", image: "alpine:3.22", command: ["env"], env: { _x: "1", LOG_LEVEL2: "debug" } });

export default pipeline({ name: "right" }, () => {
  s();
});
