import { approve, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { note, word } = approve({
    message: "Take {{name}}?",
    parameters: {
      note: z.string().default("{{workflow.name}}").describe("such as {{name}}"),
      word: z.enum(["one", "tw\u0007o"]),
    },
  });
  say({ what: note });
  say({ what: word });
});
