import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { n: z.int() },
  command: ({ params }) => ["echo", params.n.text.toUpperCase()],
});

export default pipeline({ name: "wrong" }, () => {
  s({ n: 1 });
});
