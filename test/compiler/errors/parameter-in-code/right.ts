import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { level: z.string(), n: z.int() },
  command: ({ params }) => ["sh", "-c", 'echo "$0" "$1"', params.level.base64, params.n.text],
});
const t = container({
  name: "grep",
  image: "alpine:3.22",
  params: { n: z.int() },
  command: ({ params }) => ["grep", "-c", params.n.text],
});
const u = container({
  name: "file",
  image: "alpine:3.22",
  params: { n: z.int() },
  command: ({ params }) => ["sh", "-c", `cat ${params.n.file}`],
});

export default pipeline({ name: "right" }, () => {
  s({ level: "a", n: 1 });
  t({ n: 1 });
  u({ n: 1 });
});
