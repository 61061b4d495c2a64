import { container, emptyDir, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "seven",
  image: "alpine:3.22",
  outputs: { n: z.int() },
  command: ["make"],
  outputsFrom: { n: "/tmp/x/n" },
});
const t = container({
  name: "eight",
  image: "alpine:3.22",
  outputs: { n: z.int() },
  command: ["make"],
  outputsFrom: { n: "/data/n" },
  security: { readOnlyRootFilesystem: false },
});
const u = container({
  name: "nine",
  image: "alpine:3.22",
  outputs: { n: z.int() },
  command: ["make"],
  outputsFrom: { n: "/data/n" },
});

export default pipeline({ name: "right" }, () => {
  s();
  t();
  u().with({ mounts: { "/data": emptyDir() } });
});
