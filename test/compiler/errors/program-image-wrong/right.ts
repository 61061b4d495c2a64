import { container, pipeline } from "pipewright";

const s = container({ name: "print", image: "ghcr.io/some_org/a.b/c-d:V1.4_x", command: ["env"] });

export default pipeline({ name: "right" }, () => {
  s();
});
