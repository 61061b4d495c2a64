import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { n: z.int() },
  command: ({ params }) => ["echo", `--n=${params.n.text}`.trim(), [params.n.text, params.n.json].join(",")],
});

export default pipeline({ name: "right" }, () => {
  s({ n: 1 });
});
