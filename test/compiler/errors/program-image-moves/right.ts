import { container, pipeline } from "pipewright";

const s = container({ name: "print", image: "registry.example:5000/print:v1", command: ["env"] });
const t = container({
  name: "other",
  image: "alpine@sha256:9f3a4b5c6d7e8f90a1b2c3d4e5f607189f3a4b5c6d7e8f90a1b2c3d4e5f60718",
  command: ["env"],
});

export default pipeline({ name: "right" }, () => {
  s();
  t();
});
