import { container, pipeline } from "pipewright";

const s = container({ name: "list", image: "alpine:3.22", command: ["ls"], args: [] });

export default pipeline({ name: "right" }, () => {
  s();
});
