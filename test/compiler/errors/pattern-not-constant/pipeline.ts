import { pipeline, when } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", params: { name: z.string(), pattern: z.string() } }, ({ name, pattern }) => {
  // @ts-expect-error a pattern is a text now
  when(name.matches(pattern), () => {
    say({ what: 1 });
  });
});
