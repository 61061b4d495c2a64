import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { n: z.int() },
  command: ({ params }) => ["echo", `{ ${params.n.text} }`, "{a}", "}}", "$(date)"],
});

export default pipeline({ name: "right" }, () => {
  s({ n: 1 });
});
