import { file, pipeline, script } from "pipewright";

const s = script({ name: "count", image: "alpine:3.22", command: ["sh"], source: file("cuont.sh") });

export default pipeline({ name: "wrong" }, () => {
  s();
});
