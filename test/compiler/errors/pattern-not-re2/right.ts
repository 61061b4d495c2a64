import { pipeline, when } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "right", params: { name: z.string() } }, ({ name }) => {
  when(name.matches("^(?i:v)\\pN+(?P<rest>[[:alpha:]]*)\\z"), () => {
    say({ what: 1 });
  });
});
