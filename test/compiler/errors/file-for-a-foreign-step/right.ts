import { file, pipeline, script } from "pipewright";

const s = script({ name: "print", image: "alpine:3.22", command: ["cat"], source: file("pipeline.ts") });

export default pipeline({ name: "right" }, () => {
  s();
});
