import { pipeline, script } from "pipewright";

const s = script({ name: "count", image: "alpine:3.22", command: ["sh"], source: "# a long line of a comment\n".repeat(3000) });

export default pipeline({ name: "right" }, () => {
  s();
});
