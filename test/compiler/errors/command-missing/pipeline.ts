import { container, pipeline } from "pipewright";

const s = container({ name: "list", image: "alpine:3.22", command: [] });

export default pipeline({ name: "wrong" }, () => {
  s();
});
