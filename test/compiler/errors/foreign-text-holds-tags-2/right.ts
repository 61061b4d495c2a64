import { file, pipeline, script } from "pipewright";

const s = script({ name: "count", image: "alpine:3.22", command: ["sh"], source: file("count.sh") });

export default pipeline({ name: "right" }, () => {
  s();
});
