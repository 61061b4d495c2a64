import { container, pipeline } from "pipewright";

const s = container({ name: "print", image: "Alpine 3.22", command: ["env"] });

export default pipeline({ name: "wrong" }, () => {
  s();
});
