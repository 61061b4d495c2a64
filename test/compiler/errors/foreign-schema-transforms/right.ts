import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "wait",
  image: "alpine:3.22",
  params: { seconds: z.number().min(1).default(3).describe("how long") },
  outputs: { ok: z.boolean() },
  command: ({ params }) => ["sleep", params.seconds.json],
});

export default pipeline({ name: "right" }, () => {
  s({ seconds: 3 });
});
