import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "wait",
  image: "alpine:3.22",
  params: { seconds: z.int(), unit: z.string() },
  command: ({ params }) => ["sleep", params.seconds.text],
});

export default pipeline({ name: "wrong" }, () => {
  s({ seconds: 3, unit: "s" });
});
