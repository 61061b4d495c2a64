import { container, pipeline } from "pipewright";

const s = container({ name: "print", image: "alpine:3.22", command: ["env"], env: { "log-level": "debug" } });

export default pipeline({ name: "wrong" }, () => {
  s();
});
