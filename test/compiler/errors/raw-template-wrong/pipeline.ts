import { pipeline, raw } from "pipewright";
import { z } from "zod";

const print = raw({
  name: "print",
  params: { n: z.int() },
  template: { container: { image: "alpine:3.22", command: ["echo"], args: ["{{inputs.parameters.m}}"] } },
});

export default pipeline({ name: "wrong" }, () => {
  print({ n: 1 });
});
