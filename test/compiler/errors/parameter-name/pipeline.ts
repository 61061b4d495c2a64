import { pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline(
  { name: "wrong", params: { "my-param": z.string().default("a"), ["__proto__"]: z.int().default(1) } },
  (params) => {
    say({ what: params["my-param"] });
  },
);
