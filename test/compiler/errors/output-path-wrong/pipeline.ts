import { container, File, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "two",
  image: "alpine:3.22",
  outputs: { a: z.int(), b: z.int(), c: File },
  command: ["make"],
  outputsFrom: { a: "/tmp/a", b: "/tmp//a", c: "/tmp/../c" },
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
