import { container, pipeline } from "pipewright";
import { z } from "zod";

const s = container({
  name: "print",
  image: "alpine:3.22",
  params: { word: z.string(), mode: z.enum(["a", "b-c"]), n: z.int(), yes: z.boolean(), one: z.literal("x"), uri: z.url() },
  command: ({ params }) => [
    "print",
    params.word.word,
    params.mode.text,
    params.n.text,
    params.yes.text,
    params.one.text,
    params.uri.word,
  ],
});

export default pipeline({ name: "right" }, () => {
  s({ word: "a", mode: "a", n: 1, yes: true, one: "x", uri: "https://a.example" });
});
