import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { logLevel: z.string(), n: z.int() },
  command: ({ params }) => ["sh", "-ec", `echo ${params.logLevel.base64} ${params.n.text}`],
});

export default pipeline({ name: "wrong" }, () => {
  s({ logLevel: "a", n: 1 });
});
