import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { n: z.int() },
  command: ({ params }) => ["echo", "{{workflow.name}}", `{${params.n.text}}`],
  env: { PAGE: "Hello {{ name }}" },
});

export default pipeline({ name: "wrong" }, () => {
  s({ n: 1 });
});
