import { approve, hours, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const first = approve({ message: "Release it?", parameters: { go: z.enum(["YES", "NO"]) } });
  const second = approve({ message: "Really?", parameters: { go: z.enum(["YES", "NO"]).default("NO") }, timeout: hours(12) });
  say({ what: first.go });
  say({ what: second.go });
});
