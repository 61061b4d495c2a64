import { approve, minutes, pipeline, suspend } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  suspend("1h30m");
  suspend(minutes(0.5));
  suspend();
  const { go } = approve({ message: "Go?", parameters: { go: z.boolean().default(false) }, timeout: "12h" });
  say({ what: go });
});
