import { pipeline, raw } from "pipewright";
import { z } from "zod";

const print = raw({
  name: "print",
  params: { n: z.int() },
  template: { container: { image: "alpine:3.22", args: ["{{inputs.parameters.n}}"] } },
});

export default pipeline({ name: "wrong" }, () => {
  print({ n: 1 });
});
