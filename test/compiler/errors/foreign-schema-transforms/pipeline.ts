import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "wait",
  image: "alpine:3.22",
  params: { seconds: z.string().transform(Number) },
  outputs: { ok: z.coerce.boolean() },
  command: ({ params }) => ["sleep", params.seconds.json],
});

export default pipeline({ name: "wrong" }, () => {
  s({ seconds: "3" });
});
