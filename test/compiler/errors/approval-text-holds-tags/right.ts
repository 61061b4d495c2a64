import { approve, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { note, word } = approve({
    message: "Take {{name}}, $(HOME) and {{=1+1}}?",
    parameters: { note: z.string().default("{ name } $(HOME) é 🐢"), word: z.enum(["one", "$(two)"]) },
  });
  say({ what: note });
  say({ what: word });
});
