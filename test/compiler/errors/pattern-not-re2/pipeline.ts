import { pipeline, when } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", params: { name: z.string() } }, ({ name }) => {
  when(name.matches("^v(?=[0-9])").and(name.matches("(a+")), () => {
    say({ what: 1 });
  });
});
