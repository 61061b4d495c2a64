import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "seven",
  image: "alpine:3.22",
  outputs: { n: z.int() },
  command: ["sh", "-c", "echo 7 > /data/n"],
  outputsFrom: { n: "/data/n" },
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
