import { pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", params: { "my-param": z.string().default("a") } }, (params) => {
  say({ what: params["my-param"] });
});
