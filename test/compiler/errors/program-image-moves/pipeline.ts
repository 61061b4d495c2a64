import { container, pipeline } from "pipewright";

const s = container({ name: "print", image: "registry.example:5000/print", command: ["env"] });
const t = container({ name: "other", image: "alpine:latest", command: ["env"] });

export default pipeline({ name: "wrong" }, () => {
  s();
  t();
});
