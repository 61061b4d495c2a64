import { pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "right", params: { _my_Param2: z.string().default("a") } }, ({ _my_Param2 }) => {
  say({ what: _my_Param2 });
});
