import { approve, minutes, pipeline, suspend } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  suspend("a while");
  suspend(minutes(0));
  const { go } = approve({ message: "Go?", parameters: { go: z.boolean().default(false) }, timeout: "12" });
  say({ what: go });
});
