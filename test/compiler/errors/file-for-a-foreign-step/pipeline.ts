import { container, file, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { config: z.string() },
  command: ({ params }) => ["cat", params.config.word],
});

export default pipeline({ name: "wrong" }, () => {
  s({ config: file("pipeline.ts") });
});
