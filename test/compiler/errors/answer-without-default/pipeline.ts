import { approve, hours, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { go } = approve({
    message: "Release it?",
    parameters: { go: z.enum(["YES", "NO"]), note: z.string().default("") },
    timeout: hours(12),
  });
  say({ what: go });
});
