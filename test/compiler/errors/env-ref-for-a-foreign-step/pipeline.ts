import { container, pipeline } from "pipewright";
import { z } from "zod";

const n = container({
  name: "count",
  image: "alpine:3.22",
  command: ["wc"],
  outputs: { n: z.int() },
  outputsFrom: { n: "stdout" },
});
const s = container({ name: "print", image: "alpine:3.22", command: ["env"] });

export default pipeline({ name: "wrong" }, () => {
  s().with({ env: { COUNT: n().n } });
});
